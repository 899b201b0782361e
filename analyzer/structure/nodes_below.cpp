#include "analyzer/structure/nodes_below.hpp"

#include <algorithm>

namespace cutpoint {

IdVector<NodeId, std::uint8_t> mark_below(const StructureFunction& function,
                                          std::span<const NodeId> tops) {
  return mark_below_but(function, tops, {});
}

IdVector<NodeId, std::uint8_t> mark_below_but(const StructureFunction& function,
                                              std::span<const NodeId> tops,
                                              std::span<const NodeId> barred) {
  IdVector<NodeId, std::uint8_t> below(function.nodes.size(), 0);
  for (const NodeId top : tops) below[top] = 1;
  // Children have smaller ids than their parents.
  for (std::size_t i = function.nodes.size(); i-- > 0;) {
    if (below[NodeId(i)] == 0) continue;
    if (std::find(barred.begin(), barred.end(), NodeId(i)) != barred.end()) {
      below[NodeId(i)] = 0;
      continue;
    }
    for (const NodeId child : function.children_of(NodeId(i))) below[child] = 1;
  }
  return below;
}

IdVector<EventId, std::uint8_t> mark_events_below(const StructureFunction& function,
                                                  std::span<const NodeId> tops) {
  const auto below = mark_below(function, tops);
  IdVector<EventId, std::uint8_t> events(function.events.size(), 0);
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const NodeId node = function.event_nodes[EventId(i)];
    if (node.valid()) events[EventId(i)] = below[node];
  }
  return events;
}

std::vector<NodeId> nodes_of(const FailoverGroup& group) {
  std::vector<NodeId> nodes = group.members;
  for (const NodeId node : {group.node, group.full_node, group.arbiter}) {
    if (node.valid()) nodes.push_back(node);
  }
  return nodes;
}

IdVector<NodeId, std::uint8_t> mark_below_groups(const StructureFunction& function) {
  std::vector<NodeId> tops;
  for (const FailoverGroup& group : function.failover_groups) {
    tops.insert(tops.end(), group.members.begin(), group.members.end());
    if (group.arbiter.valid()) tops.push_back(group.arbiter);
  }
  return mark_below(function, tops);
}

}  // namespace cutpoint
