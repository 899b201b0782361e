#include "analyzer/structure/function_builder.hpp"

#include <algorithm>

#include "analyzer/structure/reachability.hpp"

namespace cutpoint {

std::size_t FunctionBuilder::Hash::operator()(NodeId id) const {
  const Node& node = builder->function_.nodes[id];
  std::size_t hash = static_cast<std::size_t>(node.type) * 0x9e3779b97f4a7c15U + node.threshold +
                     (std::size_t{node.reachability} << 32U);
  for (const NodeId child : builder->function_.children_of(id)) {
    hash ^= child.value() + 0x9e3779b97f4a7c15U + (hash << 6U) + (hash >> 2U);
  }
  return hash;
}

bool FunctionBuilder::Equal::operator()(NodeId a, NodeId b) const {
  const Node& one = builder->function_.nodes[a];
  const Node& other = builder->function_.nodes[b];
  if (one.type != other.type || one.threshold != other.threshold ||
      one.reachability != other.reachability || one.child_count != other.child_count) {
    return false;
  }
  const auto left = builder->function_.children_of(a);
  const auto right = builder->function_.children_of(b);
  return std::equal(left.begin(), left.end(), right.begin());
}

NodeId FunctionBuilder::event(EventId event) {
  NodeId& node = function_.event_nodes[event];
  if (!node.valid()) {
    Node leaf;
    leaf.type = NodeType::event;
    leaf.event = event;
    node = function_.nodes.push_back(leaf);
  }
  return node;
}

NodeId FunctionBuilder::constant(bool failed) {
  return add(failed ? NodeType::all : NodeType::any, 0, 0, {});
}

bool FunctionBuilder::is_constant(NodeId id, bool failed) const {
  const Node& node = function_.nodes[id];
  return node.child_count == 0 && node.type == (failed ? NodeType::all : NodeType::any);
}

NodeId FunctionBuilder::any(std::vector<NodeId> children) {
  std::erase_if(children, [this](NodeId child) { return is_constant(child, false); });
  for (const NodeId child : children) {
    if (is_constant(child, true)) return child;
  }
  std::sort(children.begin(), children.end());
  children.erase(std::unique(children.begin(), children.end()), children.end());
  if (children.size() == 1) return children.front();
  return add(NodeType::any, 0, 0, children);
}

NodeId FunctionBuilder::all(std::vector<NodeId> children) {
  std::erase_if(children, [this](NodeId child) { return is_constant(child, true); });
  for (const NodeId child : children) {
    if (is_constant(child, false)) return child;
  }
  std::sort(children.begin(), children.end());
  children.erase(std::unique(children.begin(), children.end()), children.end());
  if (children.size() == 1) return children.front();
  return add(NodeType::all, 0, 0, children);
}

NodeId FunctionBuilder::at_least(std::uint32_t threshold, std::vector<NodeId> children) {
  const auto always = static_cast<std::uint32_t>(std::count_if(
      children.begin(), children.end(), [this](NodeId child) { return is_constant(child, true); }));
  threshold -= std::min(threshold, always);
  std::erase_if(children, [this](NodeId child) {
    return is_constant(child, true) || is_constant(child, false);
  });
  if (threshold == 0) return constant(true);
  if (threshold > children.size()) return constant(false);
  if (threshold == 1) return any(std::move(children));
  if (threshold == children.size()) return all(std::move(children));
  std::sort(children.begin(), children.end());
  return add(NodeType::at_least, threshold, 0, children);
}

NodeId FunctionBuilder::negation(NodeId child) {
  if (is_constant(child, true)) return constant(false);
  if (is_constant(child, false)) return constant(true);
  if (function_.nodes[child].type == NodeType::negation)
    return function_.children_of(child).front();
  return add(NodeType::negation, 0, 0, {child});
}

NodeId FunctionBuilder::connected(std::uint32_t index, const std::vector<NodeId>& children) {
  const auto always_failed = [&](std::uint32_t position) {
    return is_constant(children[position], true);
  };
  const bool any_constant = std::any_of(children.begin(), children.end(),
                                        [this](NodeId child) { return is_constant(child, true); });
  if (any_constant) {
    const Reachability& reachability = function_.reachabilities[index];
    const Network& network = function_.networks[reachability.network];
    if (is_disconnected(network, NetworkAdjacency(network), reachability, always_failed)) {
      return constant(true);
    }
  }
  return add(NodeType::connected, 0, index, children);
}

NodeId FunctionBuilder::add(NodeType type, std::uint32_t threshold, std::uint32_t reachability,
                            const std::vector<NodeId>& children) {
  Node node;
  node.type = type;
  node.threshold = threshold;
  node.reachability = reachability;
  node.first_child = static_cast<std::uint32_t>(function_.children.size());
  node.child_count = static_cast<std::uint32_t>(children.size());
  function_.children.insert(function_.children.end(), children.begin(), children.end());
  const NodeId id = function_.nodes.push_back(node);
  const auto [place, added] = known_.insert(id);
  if (added) return id;
  function_.children.resize(node.first_child);
  function_.nodes.resize(id.index());
  return *place;
}

}  // namespace cutpoint
