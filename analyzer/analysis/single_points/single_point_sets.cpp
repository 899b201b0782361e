#include "analyzer/analysis/single_points/single_point_sets.hpp"

#include <algorithm>
#include <cstdint>

#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

class SinglePointSets {
 public:
  SinglePointSets(const StructureFunction& function, std::span<const NodeId> tops,
                  std::size_t entry_limit)
      : function_(function),
        left_(entry_limit),
        below_(mark_below(function, tops)),
        users_(function.nodes.size(), 0),
        sets_(function.nodes.size()) {
    for (const NodeId top : tops) ++users_[top];
    for (std::size_t i = 0; i < function.nodes.size(); ++i) {
      if (below_[NodeId(i)] == 0) continue;
      for (const NodeId child : function.children_of(NodeId(i))) ++users_[child];
    }
  }

  /// Children have smaller ids than their parents. False where that is too much.
  bool run() {
    for (std::size_t i = 0; i < function_.nodes.size(); ++i) {
      const NodeId id(i);
      if (below_[id] == 0) continue;
      if (!collect(id)) return false;
      for (const NodeId child : function_.children_of(id)) {
        if (--users_[child] == 0) std::vector<EventId>().swap(sets_[child]);
      }
    }
    return true;
  }

  [[nodiscard]] const std::vector<EventId>& of(NodeId top) const { return sets_[top]; }

 private:
  bool collect(NodeId id) {
    const Node& node = function_.nodes[id];
    switch (node.type) {
      case NodeType::event:
        if (function_.events[node.event].can_fail) sets_[id] = {node.event};
        return true;
      case NodeType::any:
        return collect_hit(id, 1);
      case NodeType::all:
        return collect_hit(id, node.child_count);
      case NodeType::at_least:
        return collect_hit(id, node.threshold);
      case NodeType::negation:
      case NodeType::connected:
        break;
    }
    return false;
  }

  /// The events that fail at least `threshold` children; a child that stands there twice counts
  /// twice.
  bool collect_hit(NodeId id, std::uint32_t threshold) {
    if (threshold == 0) return false;  // has failed already, whatever occurs
    met_.clear();
    for (const NodeId child : function_.children_of(id)) {
      const std::vector<EventId>& set = sets_[child];
      // One child without any leaves nothing for all of them.
      if (set.empty() && threshold == function_.nodes[id].child_count) return true;
      if (set.size() > left_) return false;
      left_ -= set.size();
      met_.insert(met_.end(), set.begin(), set.end());
    }
    std::sort(met_.begin(), met_.end());
    for (auto at = met_.begin(); at != met_.end();) {
      const auto end = std::upper_bound(at, met_.end(), *at);
      if (end - at >= static_cast<std::ptrdiff_t>(threshold)) sets_[id].push_back(*at);
      at = end;
    }
    return true;
  }

  const StructureFunction& function_;
  std::size_t left_;
  IdVector<NodeId, std::uint8_t> below_;
  IdVector<NodeId, std::uint32_t> users_;  ///< parents still to come, and tops
  IdVector<NodeId, std::vector<EventId>> sets_;
  std::vector<EventId> met_;
};

}  // namespace

std::optional<std::vector<std::vector<EventId>>> single_points_of_all(
    const StructureFunction& function, std::span<const NodeId> tops, std::size_t entry_limit) {
  SinglePointSets sets(function, tops, entry_limit);
  if (!sets.run()) return std::nullopt;
  std::vector<std::vector<EventId>> result;
  result.reserve(tops.size());
  for (const NodeId top : tops) result.push_back(sets.of(top));
  return result;
}

}  // namespace cutpoint
