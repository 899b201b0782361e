#include "analyzer/analysis/failure_tree.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

class FailureTreeMaker {
 public:
  FailureTreeMaker(const StructureFunction& function, JourneyId journey,
                   const FailureTreeLimits& limits)
      : function_(function),
        limits_(limits),
        bounds_(bound_probabilities(function)),
        component_of_(function.nodes.size()),
        group_of_(function.nodes.size()) {
    for (std::size_t i = 0; i < function.groups.size(); ++i) {
      if (const NodeId node = function.groups[GroupId(i)].node; node.valid()) {
        group_of_[node] = GroupId(i);
      }
    }
    for (std::size_t i = 0; i < function.component_failed.size(); ++i) {
      component_of_[function.component_failed[ComponentId(i)]] = ComponentId(i);
    }
    add(function.journey_failed[journey]);
    tree_.boxes.front().journey = journey;
  }

  FailureTree make() {
    while (!open_.empty() && tree_.boxes.size() < limits_.boxes) {
      const auto [likely, order, box] = open_.top();
      open_.pop();
      expand(box);
    }
    for (std::size_t i = 0; i < tree_.boxes.size(); ++i) {
      FailureTree::Box& box = tree_.boxes[i];
      const bool is_gate =
          box.kind != FailureTree::Kind::event && box.kind != FailureTree::Kind::more;
      if (is_gate && box.children.empty()) box.hidden = events_below(nodes_[i]);
    }
    tree_.events = events_below(nodes_.front());
    give_probabilities();
    return std::move(tree_);
  }

 private:
  static FailureTree::Kind kind_of(NodeType type) {
    switch (type) {
      case NodeType::event:
        return FailureTree::Kind::event;
      case NodeType::any:
        return FailureTree::Kind::any;
      case NodeType::all:
        return FailureTree::Kind::all;
      case NodeType::at_least:
        return FailureTree::Kind::at_least;
      case NodeType::negation:
        return FailureTree::Kind::negation;
      case NodeType::connected:
        break;
    }
    return FailureTree::Kind::connected;
  }

  [[nodiscard]] bool has_name(NodeId node) const {
    return component_of_[node].valid() || group_of_[node].valid();
  }

  /// Likelier ones first, then those found first.
  using Open = std::tuple<double, std::int64_t, std::size_t>;

  std::size_t add(NodeId node) {
    const Node& gate = function_.nodes[node];
    FailureTree::Box box;
    box.kind = kind_of(gate.type);
    if (gate.type == NodeType::event) {
      box.event = gate.event;
    } else {
      box.component = component_of_[node];
      box.group = group_of_[node];
      box.threshold = gate.type == NodeType::at_least ? gate.threshold : 0;
      box.of = gate.child_count;
    }
    const std::size_t position = tree_.boxes.size();
    box.again = !first_of_.try_emplace(node, position).second;
    if (!box.again && box.kind != FailureTree::Kind::event) {
      open_.emplace(bounds_[node].upper, -static_cast<std::int64_t>(position), position);
    }
    tree_.boxes.push_back(std::move(box));
    nodes_.push_back(node);
    return position;
  }

  /// Children, with those of nameless gates that say the same in their place.
  [[nodiscard]] std::vector<NodeId> children_of(NodeId node) const {
    const NodeType type = function_.nodes[node].type;
    std::vector<NodeId> found;
    std::vector<NodeId> waiting;
    const auto put = [&](NodeId from) {
      const auto children = function_.children_of(from);
      waiting.insert(waiting.end(), children.rbegin(), children.rend());
    };
    put(node);
    while (!waiting.empty()) {
      const NodeId child = waiting.back();
      waiting.pop_back();
      const Node& gate = function_.nodes[child];
      const bool same = gate.type == type && (type == NodeType::any || type == NodeType::all);
      const bool only_passes_on =
          gate.child_count == 1 && (gate.type == NodeType::any || gate.type == NodeType::all);
      if (gate.type != NodeType::event && !has_name(child) && (same || only_passes_on)) {
        put(child);
      } else if (type == NodeType::any && bounds_[child].upper <= 0.0) {
        continue;  // never happens
      } else if (type == NodeType::at_least ||
                 std::find(found.begin(), found.end(), child) == found.end()) {
        found.push_back(child);
      }
    }
    return found;
  }

  void expand(std::size_t position) {
    std::vector<NodeId> children = children_of(nodes_[position]);
    std::stable_sort(children.begin(), children.end(),
                     [this](NodeId a, NodeId b) { return bounds_[a].upper > bounds_[b].upper; });
    const std::size_t shown =
        children.size() > limits_.children ? limits_.children - 1 : children.size();
    for (std::size_t i = 0; i < shown; ++i) {
      const std::size_t child = add(children[i]);
      tree_.boxes[position].children.push_back(child);
    }
    if (shown == children.size()) return;
    FailureTree::Box more;
    more.kind = FailureTree::Kind::more;
    more.hidden = children.size() - shown;
    more.is_bound = true;
    double none = 1.0;
    for (std::size_t i = shown; i < children.size(); ++i) none *= 1.0 - bounds_[children[i]].upper;
    more.probability = 1.0 - none;
    tree_.boxes[position].children.push_back(tree_.boxes.size());
    tree_.boxes.push_back(std::move(more));
    nodes_.emplace_back();
  }

  [[nodiscard]] std::size_t events_below(NodeId node) const {
    const auto below = mark_below(function_, std::array{node});
    std::size_t count = 0;
    for (std::size_t i = 0; i < function_.nodes.size(); ++i) {
      const Node& gate = function_.nodes[NodeId(i)];
      if (below[NodeId(i)] != 0 && gate.type == NodeType::event &&
          function_.events[gate.event].can_fail) {
        ++count;
      }
    }
    return count;
  }

  void give_probabilities() {
    std::vector<NodeId> tops;
    for (const NodeId node : nodes_) {
      if (node.valid()) tops.push_back(node);
    }
    const DecisionDiagram diagram(function_, tops, limits_.nodes);
    const NodeProbabilities exact(diagram);
    std::size_t top = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!nodes_[i].valid()) continue;
      const DecisionDiagram::Ref ref = diagram.top(top++);
      FailureTree::Box& box = tree_.boxes[i];
      box.is_bound = ref == DecisionDiagram::exhausted;
      box.probability = box.is_bound ? bounds_[nodes_[i]].upper : exact[ref];
    }
  }

  const StructureFunction& function_;
  const FailureTreeLimits& limits_;
  const IdVector<NodeId, ProbabilityBounds> bounds_;
  IdVector<NodeId, ComponentId> component_of_;
  IdVector<NodeId, GroupId> group_of_;
  FailureTree tree_;
  std::vector<NodeId> nodes_;  ///< by box; invalid of what stands for several
  std::map<NodeId, std::size_t> first_of_;
  std::priority_queue<Open> open_;
};

}  // namespace

FailureTree failure_tree(const StructureFunction& function, JourneyId journey,
                         const FailureTreeLimits& limits) {
  return FailureTreeMaker(function, journey, limits).make();
}

}  // namespace cutpoint
