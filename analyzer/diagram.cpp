#include "analyzer/diagram.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/frontier.hpp"

namespace cutpoint {

Diagram::Diagram(const StructureFunction& function, const std::vector<NodeId>& tops,
                 std::size_t node_budget)
    : function_(function),
      bdd_(node_budget),
      variable_of_(function.events.size(), Bdd::no_variable),
      ref_(function.nodes.size(), unbuilt),
      visited_(function.nodes.size(), 0),
      plans_(function.reachabilities.size()) {
  order_variables(tops);
  for (const NodeId top : tops) build(top);
}

void Diagram::order_variables(const std::vector<NodeId>& tops) {
  for (const NodeId top : tops) order_from(top);
}

void Diagram::order_from(NodeId top) {
  if (visited_[top] != 0) return;
  std::vector<std::pair<std::vector<NodeId>, std::size_t>> path;
  const auto enter = [&](NodeId node) {
    visited_[node] = 1;
    const Node& n = function_.nodes[node];
    if (n.type != NodeType::event) {
      path.emplace_back(walk_order(node), 0);
    } else if (function_.events[n.event].can_fail) {
      variable_of_[n.event] = static_cast<Bdd::Variable>(event_of_.size());
      event_of_.push_back(n.event);
    }
  };
  enter(top);
  while (!path.empty()) {
    auto& [children, next] = path.back();
    if (next == children.size()) {
      path.pop_back();
      continue;
    }
    const NodeId child = children[next++];
    if (visited_[child] == 0) enter(child);
  }
}

std::vector<NodeId> Diagram::walk_order(NodeId id) {
  const auto children = function_.children_of(id);
  const Node& node = function_.nodes[id];
  if (node.type != NodeType::connected) return {children.begin(), children.end()};
  auto& plan = plans_[node.reachability];
  if (!plan) {
    const Reachability& reachability = function_.reachabilities[node.reachability];
    plan = plan_frontier(function_.networks[reachability.network], reachability);
  }
  std::vector<NodeId> order;
  for (const FrontierStep& step : plan->steps) order.push_back(children[step.element]);
  return order;
}

void Diagram::build(NodeId top) {
  // Which nodes are needed, then bottom-up in id order, which is topological.
  std::vector<NodeId> needed;
  std::vector<NodeId> stack{top};
  visited_[top] = 2;
  while (!stack.empty()) {
    const NodeId at = stack.back();
    stack.pop_back();
    if (ref_[at] != unbuilt) continue;
    needed.push_back(at);
    for (const NodeId child : function_.children_of(at)) {
      if (ref_[child] != unbuilt || visited_[child] == 2) continue;
      visited_[child] = 2;
      stack.push_back(child);
    }
  }
  std::sort(needed.begin(), needed.end());
  for (const NodeId node : needed) ref_[node] = build_node(node);
}

Bdd::Ref Diagram::build_node(NodeId id) {
  if (bdd_.is_exhausted()) return Bdd::exhausted;
  const Node& node = function_.nodes[id];
  switch (node.type) {
    case NodeType::event: {
      const Bdd::Variable variable = variable_of_[node.event];
      // What cannot fail never does; elements on no way between terminals do not matter.
      return variable == Bdd::no_variable ? Bdd::zero : bdd_.variable(variable);
    }
    case NodeType::any:
      return build_any(id);
    case NodeType::all:
      return build_all(id);
    case NodeType::at_least:
      return build_at_least(id, node.threshold);
    case NodeType::negation:
      return bdd_.if_then_else(ref_[function_.children_of(id).front()], Bdd::zero, Bdd::one);
    case NodeType::connected:
      break;
  }
  std::vector<Bdd::Ref> elements;
  for (const NodeId child : function_.children_of(id)) elements.push_back(ref_[child]);
  return parted_function(bdd_, *plans_[node.reachability], elements);
}

std::vector<Bdd::Ref> Diagram::child_refs_deepest_first(NodeId node) const {
  std::vector<Bdd::Ref> refs;
  for (const NodeId child : function_.children_of(node)) refs.push_back(ref_[child]);
  // Joining from the last variable to the first only ever adds on top.
  if (std::find(refs.begin(), refs.end(), Bdd::exhausted) != refs.end()) return refs;
  std::stable_sort(refs.begin(), refs.end(), [this](Bdd::Ref a, Bdd::Ref b) {
    return bdd_.node(a).variable > bdd_.node(b).variable;
  });
  return refs;
}

Bdd::Ref Diagram::build_any(NodeId node) {
  Bdd::Ref result = Bdd::zero;
  for (const Bdd::Ref child : child_refs_deepest_first(node)) result = bdd_.either(child, result);
  return result;
}

Bdd::Ref Diagram::build_all(NodeId node) {
  Bdd::Ref result = Bdd::one;
  for (const Bdd::Ref child : child_refs_deepest_first(node)) result = bdd_.both(child, result);
  return result;
}

Bdd::Ref Diagram::build_at_least(NodeId node, std::uint32_t threshold) {
  // at_least[j]: at least j of the children seen so far have failed.
  std::vector<Bdd::Ref> at_least(threshold + 1U, Bdd::zero);
  at_least[0] = Bdd::one;
  for (const Bdd::Ref child : child_refs_deepest_first(node)) {
    for (std::uint32_t j = threshold; j > 0; --j) {
      at_least[j] = bdd_.if_then_else(child, at_least[j - 1], at_least[j]);
      if (at_least[j] == Bdd::exhausted) return Bdd::exhausted;
    }
  }
  return at_least[threshold];
}

}  // namespace cutpoint
