// Random fault trees, coherent or not, and all that can be said of one by looking at every state.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "cutpoint/structure_function.hpp"
#include "model/architecture/fault_tree.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

using State = std::uint32_t;  // bit i: event i has occurred

/// Up to eight events and eight gates of all kinds, or of those that keep a tree coherent.
[[nodiscard]] FaultTree random_fault_tree(Random& random, bool negations);

/// A coherent tree of up to eight events with many minimal cut sets: products and k-of-n of a few
/// events each under one gate, and parts that only one of them uses.
[[nodiscard]] FaultTree random_rich_tree(Random& random);

/// Whether a gate is true, straight from the meaning of its connective.
[[nodiscard]] bool holds(const FaultTree& tree, GateId id, State state);

struct Truth {
  std::vector<bool> value;  ///< by state
  std::vector<double> weight;
  double probability = 0;
  bool monotone = true;
  std::set<State> minimal;  ///< minimal true states

  Truth(const FaultTree& tree, GateId top);

  [[nodiscard]] double birnbaum(const FaultTree& tree, std::uint32_t event) const;
  /// That all events of at least one of the sets have occurred.
  [[nodiscard]] double union_of(const std::set<State>& sets) const;
};

}  // namespace cutpoint::testing
