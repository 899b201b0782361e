#include "analyzer/engine/decision_diagram.hpp"

#include <algorithm>

#include "analyzer/engine/bdd/bdd_walk.hpp"
#include "analyzer/engine/gates/gate_graph_maker.hpp"
#include "analyzer/engine/gates/module_factoring.hpp"

namespace cutpoint {

DecisionDiagram::DecisionDiagram(const StructureFunction& function, const std::vector<NodeId>& tops,
                                 std::size_t node_budget, EngineMeter* meter)
    : function_(function),
      node_budget_(node_budget),
      meter_(meter),
      graph_(make_gate_graph(function, tops)),
      forms_(graph_.vertices.size(), LeafForm::plain),
      module_of_(graph_.vertices.size(), no_module),
      nodes_(meter) {
  nodes_.push_back({std::numeric_limits<Variable>::max(), zero, zero});
  nodes_.push_back({std::numeric_limits<Variable>::max(), one, one});
  PartSequence parts(graph_);
  GateModule part;
  while (parts.next(part)) build_part(part, parts.module());
  graph_ = GateGraph();
}

/// The uncertain quantity that is the probability of an event.
std::uint32_t DecisionDiagram::quantity_behind(const StructureFunction& function, EventId event) {
  const auto& known = function.uncertain.probabilities;  // by event
  const auto at = std::lower_bound(known.begin(), known.end(), std::pair(event.value(), 0U));
  return at != known.end() && at->first == event.value() ? at->second : no_module;
}

/// One `at_least` of events that are alike and come about by themselves, above the size and the
/// order of what is listed set by set.
bool DecisionDiagram::is_counted(const GateModule& part) const {
  constexpr std::size_t listed_order = 6;
  constexpr std::size_t small = 100'000;
  if (part.gates.size() != 1 || part.roots.size() != 1 || part.roots.front().negated) return false;
  const GateModule::Gate& gate = part.gates.front();
  const std::size_t members = gate.operands.size();
  if (gate.type != NodeType::at_least || gate.threshold <= listed_order ||
      gate.threshold * (members - gate.threshold + 1) <= small || members != part.leaves.size()) {
    return false;
  }
  const EventId first = graph_.vertices[part.leaves.front()].event;
  if (!first.valid()) return false;
  const double probability = unavailability(first);
  const std::uint32_t quantity = quantity_behind(function_, first);
  return std::all_of(gate.operands.begin(), gate.operands.end(), [&](Operand operand) {
    const GateGraph::Vertex& leaf = graph_.vertices[part.leaves[operand.vertex]];
    return !operand.negated && leaf.type == NodeType::event &&
           unavailability(leaf.event) == probability &&
           quantity_behind(function_, leaf.event) == quantity;
  });
}

void DecisionDiagram::build_part(const GateModule& part, std::uint32_t vertex) {
  if (vertex != PartSequence::no_vertex && is_counted(part)) {
    Count& count = counts_.emplace_back();
    count.threshold = part.gates.front().threshold;
    for (const std::uint32_t leaf : part.leaves) {
      count.members.push_back(graph_.vertices[leaf].event);
    }
    std::sort(count.members.begin(), count.members.end());
    counted_ += count.members.size();
    count_of_[vertex] = static_cast<std::uint32_t>(counts_.size() - 1);
    return;
  }
  std::vector<LeafForm> forms;
  for (const std::uint32_t leaf : part.leaves) forms.push_back(forms_[leaf]);
  const GateModule factored = factored_part(part);
  const OrderedPart built =
      build_in_best_order(graph_, part, factored, forms, node_budget_, meter_);
  std::vector<Bdd::Ref> roots = built.builder->roots();
  if (!may_freeze(built.builder->bdd())) roots.assign(roots.size(), Bdd::exhausted);
  if (vertex == PartSequence::no_vertex) {
    tops_ = freeze(part, built, roots);
    return;
  }
  if (roots.front() == Bdd::exhausted) {
    forms_[vertex] = LeafForm::too_large;
    return;
  }
  if (roots.front() <= Bdd::one) {
    forms_[vertex] = roots.front() == Bdd::one ? LeafForm::always : LeafForm::never;
    return;
  }
  // A negated root is true where nothing has failed: the module is its opposite.
  if ((roots.front() & 1U) != 0) {
    forms_[vertex] = LeafForm::negated;
    roots.front() = Bdd::negated(roots.front());
  }
  const Ref function = freeze(part, built, roots).front();
  module_of_[vertex] = static_cast<std::uint32_t>(modules_.size());
  modules_.push_back(function);
}

/// Copying takes a place for each function and its negation, and the copy; what is computed from it
/// afterwards takes a few numbers for each of its nodes.
bool DecisionDiagram::may_freeze(const Bdd& bdd) {
  if (meter_ == nullptr) return true;
  constexpr std::size_t bytes_read_off = 48;
  const std::size_t copies = 2 * bdd.capacity() * (sizeof(Ref) + 1);
  const std::size_t nodes = 2 * (nodes_.size() + bdd.size()) * sizeof(Node);
  return meter_->has_room(copies + nodes + bdd.size() * bytes_read_off);
}

/// Negations are expanded: functions that are coherent hold none.
std::vector<DecisionDiagram::Ref> DecisionDiagram::freeze(const GateModule& part,
                                                          const OrderedPart& built,
                                                          const std::vector<Bdd::Ref>& functions) {
  const Bdd& bdd = built.builder->bdd();
  const auto first = static_cast<Variable>(variables_.size());
  for (const Bdd::Variable variable : bdd.order()) {
    const std::uint32_t vertex = part.leaves[built.order[variable]];
    const auto count = count_of_.find(vertex);
    variables_.push_back({graph_.vertices[vertex].event, module_of_[vertex],
                          count == count_of_.end() ? no_module : count->second});
  }
  BddWalk<Ref> frozen(bdd, zero, one);
  std::vector<Ref> refs;
  for (const Bdd::Ref root : functions) {
    refs.push_back(
        root == Bdd::exhausted ? exhausted : frozen.of(root, [&](Bdd::Ref at, Ref low, Ref high) {
          nodes_.push_back({first + bdd.level_of(at), low, high});
          return static_cast<Ref>(nodes_.size() - 1);
        }));
  }
  return refs;
}

}  // namespace cutpoint
