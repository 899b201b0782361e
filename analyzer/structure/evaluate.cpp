#include <algorithm>

#include "analyzer/structure/reachability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

IdVector<NodeId, std::uint8_t> evaluate(const StructureFunction& function,
                                        std::span<const EventId> occurred) {
  IdVector<EventId, std::uint8_t> has_occurred(function.events.size(), 0);
  for (const EventId event : occurred) has_occurred[event] = 1;
  IdVector<NetworkId, std::optional<NetworkAdjacency>> adjacency(function.networks.size());
  IdVector<NodeId, std::uint8_t> failed(function.nodes.size(), 0);
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const NodeId id(i);
    const Node& node = function.nodes[id];
    const auto children = function.children_of(id);
    const auto has_failed = [&failed](NodeId child) { return failed[child] != 0; };
    bool value = false;
    switch (node.type) {
      case NodeType::event:
        value = has_occurred[node.event] != 0;
        break;
      case NodeType::any:
        value = std::any_of(children.begin(), children.end(), has_failed);
        break;
      case NodeType::all:
        value = std::all_of(children.begin(), children.end(), has_failed);
        break;
      case NodeType::at_least:
        value = std::count_if(children.begin(), children.end(), has_failed) >=
                static_cast<std::ptrdiff_t>(node.threshold);
        break;
      case NodeType::negation:
        value = failed[children.front()] == 0;
        break;
      case NodeType::connected: {
        const Reachability& reachability = function.reachabilities[node.reachability];
        const Network& network = function.networks[reachability.network];
        auto& steps = adjacency[reachability.network];
        if (!steps) steps.emplace(network);
        value = is_disconnected(network, *steps, reachability, [&](std::uint32_t position) {
          return failed[children[position]] != 0;
        });
        break;
      }
    }
    failed[id] = value ? 1 : 0;
  }
  return failed;
}

bool is_well_formed(const StructureFunction& function) {
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const Node& node = function.nodes[NodeId(i)];
    if (std::size_t{node.first_child} + node.child_count > function.children.size()) return false;
    for (const NodeId child : function.children_of(NodeId(i))) {
      if (!child.valid() || child.index() >= i) return false;
    }
    if (node.type == NodeType::event &&
        (!node.event.valid() || node.event.index() >= function.events.size())) {
      return false;
    }
    if (node.type == NodeType::negation && node.child_count != 1) return false;
    if (node.type != NodeType::connected) continue;
    if (node.reachability >= function.reachabilities.size()) return false;
    const NetworkId network = function.reachabilities[node.reachability].network;
    if (node.child_count !=
        function.networks[network].vertex_count + function.networks[network].edges.size()) {
      return false;
    }
  }
  return true;
}

}  // namespace cutpoint
