/// What fails under many subsets of a few events at once: 64 subsets in one word.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <span>
#include <vector>

#include "analyzer/structure/parents.hpp"
#include "analyzer/structure/reachability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Follows changes upwards from the events, so that work is proportional to what they touch. For
/// any function, coherent or not.
class SubsetFailures {
 public:
  using Lanes = std::uint64_t;

  SubsetFailures(const StructureFunction& function, const Parents& parents);

  /// Bit i of `lanes[j]`: event j has occurred in subset i. Everything else works.
  void spread(std::span<const EventId> events, std::span<const Lanes> lanes);

  /// In which subsets of the last `spread` the node is true.
  [[nodiscard]] Lanes of(NodeId node) const {
    return stamp_[node] == wave_ ? value_[node] : with_nothing(node);
  }
  /// Whether the first subset gives the node another value than nothing failed.
  [[nodiscard]] bool differs_in_first(NodeId node) const {
    return ((of(node) ^ with_nothing(node)) & 1U) != 0;
  }
  /// Nodes whose value the last `spread` found to differ from that with nothing failed; ascending.
  [[nodiscard]] const std::vector<NodeId>& changed() const { return changed_; }
  /// Children looked at since construction: the work done.
  [[nodiscard]] std::size_t steps() const { return steps_; }

 private:
  [[nodiscard]] Lanes with_nothing(NodeId node) const {
    return failed_with_nothing_[node] != 0 ? ~Lanes{0} : 0;
  }
  [[nodiscard]] Lanes value_of(NodeId node);
  [[nodiscard]] Lanes at_least(NodeId node);
  [[nodiscard]] Lanes parted(NodeId node);
  void set(NodeId node, Lanes value);

  const StructureFunction& function_;
  const Parents& parents_;
  IdVector<NodeId, std::uint8_t> failed_with_nothing_;
  IdVector<NodeId, std::uint32_t> stamp_;
  IdVector<NodeId, Lanes> value_;
  IdVector<NetworkId, std::optional<NetworkAdjacency>> adjacency_;
  std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> pending_;
  std::vector<NodeId> changed_;
  std::uint32_t wave_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace cutpoint
