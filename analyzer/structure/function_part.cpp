#include "analyzer/structure/function_part.hpp"

#include <algorithm>
#include <unordered_set>

namespace cutpoint {

EventId FunctionPart::here(EventId event) const {
  const auto found = std::lower_bound(original.begin(), original.end(), event);
  if (found == original.end() || *found != event) return {};
  return EventId(static_cast<std::size_t>(found - original.begin()));
}

std::vector<NodeId> nodes_below(const StructureFunction& function, NodeId root) {
  std::vector<NodeId> found{root};
  std::unordered_set<NodeId> seen{root};
  for (std::size_t head = 0; head < found.size(); ++head) {
    for (const NodeId child : function.children_of(found[head])) {
      if (seen.insert(child).second) found.push_back(child);
    }
  }
  return found;
}

FunctionPart part_below(const StructureFunction& function, const std::vector<NodeId>& roots) {
  std::vector<NodeId> nodes;
  for (const NodeId root : roots) {
    const auto below = nodes_below(function, root);
    nodes.insert(nodes.end(), below.begin(), below.end());
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  const auto place_of = [&nodes](NodeId id) {
    return NodeId(
        static_cast<std::size_t>(std::lower_bound(nodes.begin(), nodes.end(), id) - nodes.begin()));
  };
  FunctionPart part;
  std::vector<EventId> events;
  bool networks = false;
  for (const NodeId id : nodes) {
    const Node& node = function.nodes[id];
    if (node.type == NodeType::event) events.push_back(node.event);
    networks = networks || node.type == NodeType::connected;
  }
  std::sort(events.begin(), events.end());
  for (const EventId event : events) part.original.push_back(event);
  StructureFunction& result = part.function;
  for (const EventId event : events) {
    (void)result.events.push_back(function.events[event]);
  }
  result.event_nodes.resize(result.events.size());
  if (networks) {
    result.networks = function.networks;
    result.reachabilities = function.reachabilities;
  }
  result.coherent = function.coherent;
  for (const NodeId id : nodes) {
    Node node = function.nodes[id];
    node.first_child = static_cast<std::uint32_t>(result.children.size());
    for (const NodeId child : function.children_of(id)) result.children.push_back(place_of(child));
    if (node.type == NodeType::event) node.event = part.here(node.event);
    const NodeId added = result.nodes.push_back(node);
    if (node.type == NodeType::event) result.event_nodes[node.event] = added;
  }
  for (const NodeId root : roots) part.roots.push_back(place_of(root));
  return part;
}

}  // namespace cutpoint
