#include "analyzer/engine/networks/expand_networks.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "analyzer/engine/bdd/bdd_walk.hpp"
#include "analyzer/engine/networks/frontier.hpp"
#include "analyzer/structure/function_builder.hpp"

namespace cutpoint {

namespace {

class NetworkExpander {
 public:
  NetworkExpander(const StructureFunction& function, std::size_t node_limit)
      : function_(function), node_limit_(node_limit), builder_(result_) {}

  std::optional<StructureFunction> run() {
    result_.events = function_.events;
    result_.event_nodes.resize(function_.events.size());
    result_.component_events = function_.component_events;
    result_.coherent = function_.coherent;
    copies_.resize(function_.nodes.size());
    for (std::size_t i = 0; i < function_.nodes.size(); ++i) {
      copies_[NodeId(i)] = copy(NodeId(i));
      if (too_large_) return std::nullopt;
    }
    for (const NodeId id : function_.component_failed) {
      result_.component_failed.push_back(copies_[id]);
    }
    for (const NodeId id : function_.journey_failed) result_.journey_failed.push_back(copies_[id]);
    for (const NodeId id : function_.journey_not_full) {
      result_.journey_not_full.push_back(copies_[id]);
    }
    return std::move(result_);
  }

 private:
  NodeId copy(NodeId id) {
    const Node& node = function_.nodes[id];
    std::vector<NodeId> children;
    for (const NodeId child : function_.children_of(id)) children.push_back(copies_[child]);
    switch (node.type) {
      case NodeType::event:
        // What cannot fail is a constant to formats that know no such events.
        return function_.events[node.event].can_fail ? builder_.event(node.event)
                                                     : builder_.constant(false);
      case NodeType::any:
        return builder_.any(std::move(children));
      case NodeType::all:
        return builder_.all(std::move(children));
      case NodeType::at_least:
        return at_least(node.threshold, children);
      case NodeType::negation:
        return builder_.negation(children.front());
      case NodeType::connected:
        break;
    }
    return expand(function_.reachabilities[node.reachability], children);
  }

  /// Children that stand there more than once are taken out one by one: tools differ in what a
  /// repeated argument counts.
  NodeId at_least(std::uint32_t threshold, const std::vector<NodeId>& children) {
    std::map<NodeId, std::uint32_t> times;
    for (const NodeId child : children) ++times[child];
    std::vector<NodeId> single;
    for (const auto& [child, count] : times) {
      if (count == 1) single.push_back(child);
    }
    // enough[j]: at least j of what was looked at so far.
    std::vector<NodeId> enough;
    const std::uint32_t first = single.size() == times.size() ? threshold : 0;
    for (std::uint32_t j = first; j <= threshold; ++j) {
      enough.push_back(builder_.at_least(j, single));
    }
    for (const auto& [child, count] : times) {
      if (count == 1) continue;
      for (std::uint32_t j = threshold; j > 0; --j) {
        const NodeId with = enough[j - std::min(j, count)];
        enough[j] = builder_.any({enough[j], builder_.all({child, with})});
      }
    }
    return enough.back();
  }

  NodeId expand(const Reachability& reachability, const std::vector<NodeId>& elements) {
    const FrontierPlan plan = plan_frontier(function_.networks[reachability.network], reachability);
    if (plan.parted_always) return builder_.constant(true);
    Bdd bdd(plan.steps.size(), node_limit_);
    // Elements as variables of their own, in the order of the plan.
    std::vector<Bdd::Ref> variables(elements.size(), Bdd::zero);
    std::vector<NodeId> element_of;
    for (const FrontierStep& step : plan.steps) {
      variables[step.element] = bdd.variable(static_cast<Bdd::Variable>(element_of.size()));
      element_of.push_back(elements[step.element]);
    }
    const Bdd::Ref top = plan.too_wide ? Bdd::exhausted : parted_function(bdd, plan, variables);
    if (top == Bdd::exhausted) {
      too_large_ = true;
      return NodeId();
    }
    BddWalk<NodeId> nodes(bdd, builder_.constant(false), builder_.constant(true));
    return nodes.of(top, [&](Bdd::Ref at, NodeId low, NodeId high) {
      return builder_.any({low, builder_.all({element_of[bdd.variable_of(at)], high})});
    });
  }

  const StructureFunction& function_;
  std::size_t node_limit_;
  StructureFunction result_;
  FunctionBuilder builder_;
  IdVector<NodeId, NodeId> copies_;
  bool too_large_ = false;
};

}  // namespace

std::optional<StructureFunction> expand_networks(const StructureFunction& function,
                                                 std::size_t node_limit) {
  return NetworkExpander(function, node_limit).run();
}

}  // namespace cutpoint
