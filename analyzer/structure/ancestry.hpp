/// A quick test that proves for most pairs of nodes that one does not lie below the other.
#pragma once

#include <array>
#include <cstdint>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Levels and two interval labels (Yildirim, Chaoji, Zaki: GRAIL, 2010): linear to make, constant
/// time to ask.
class Ancestry {
 public:
  explicit Ancestry(const StructureFunction& function);

  /// False: `lower` surely is neither `upper` nor below it. True: it may be.
  [[nodiscard]] bool may_be_below(NodeId lower, NodeId upper) const {
    if (lower == upper) return true;
    if (level_[lower] >= level_[upper]) return false;
    for (const Labels& labels : labels_) {
      if (labels.rank[lower] > labels.rank[upper] || labels.low[lower] < labels.low[upper]) {
        return false;
      }
    }
    return true;
  }

 private:
  /// Postorder ranks; below a node lie only ranks from its `low` to its own.
  struct Labels {
    IdVector<NodeId, std::uint32_t> rank;
    IdVector<NodeId, std::uint32_t> low;
  };
  static Labels label(const StructureFunction& function, bool reversed);

  IdVector<NodeId, std::uint32_t> level_;
  std::array<Labels, 2> labels_;
};

}  // namespace cutpoint
