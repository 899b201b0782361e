#include "analyzer/engine/decision_diagram.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analyzer/engine/bdd/bdd_walk.hpp"
#include "analyzer/engine/gates/gate_graph_maker.hpp"
#include "analyzer/engine/gates/module_factoring.hpp"

namespace cutpoint {

namespace {

/// All tops are built together as far as that takes no more nodes, or so many for each vertex.
constexpr std::size_t nodes_together = 300'000;
constexpr std::size_t nodes_together_a_vertex = 20;
/// Of what there is for all of it.
constexpr std::size_t share_together = 4;
/// What each top may take by itself, in turn, until it is built.
constexpr std::size_t nodes_alone[] = {60'000, 1'000'000};

}  // namespace

DecisionDiagram::DecisionDiagram(const StructureFunction& function, const std::vector<NodeId>& tops,
                                 std::size_t node_budget, EngineMeter* meter)
    : function_(function), node_budget_(node_budget), meter_(meter), nodes_(meter) {
  nodes_.push_back({std::numeric_limits<Variable>::max(), zero, zero});
  nodes_.push_back({std::numeric_limits<Variable>::max(), one, one});
  const std::set<NodeId> distinct(tops.begin(), tops.end());
  if (distinct.size() <= 1) {
    tops_ = build(tops, {node_budget, true});
    return;
  }
  {
    const EnginePortion portion(meter, std::numeric_limits<std::uint64_t>::max(), share_together);
    const std::size_t most =
        std::max(nodes_together, nodes_together_a_vertex * function.nodes.size());
    tops_ = build(tops, {std::min(most, node_budget), false});
  }
  build_each(tops);
}

DecisionDiagram::DecisionDiagram(const DecisionDiagram& built, const StructureFunction& function)
    : function_(function),
      node_budget_(built.node_budget_),
      meter_(nullptr),
      alike_(built.alike_),
      counts_(built.counts_),
      counted_(built.counted_),
      nodes_(built.nodes_, nullptr),
      variables_(built.variables_),
      modules_(built.modules_),
      tops_(built.tops_) {}

/// Those that are still without a function, each with more and more nodes.
void DecisionDiagram::build_each(const std::vector<NodeId>& tops) {
  std::map<NodeId, Ref> functions;
  for (std::size_t i = 0; i < tops.size(); ++i) {
    if (tops_[i] == exhausted) functions[tops[i]] = exhausted;
  }
  std::vector<std::size_t> allowances;
  for (const std::size_t nodes : nodes_alone) {
    if (nodes < node_budget_) allowances.push_back(nodes);
  }
  allowances.push_back(node_budget_);
  for (const std::size_t nodes : allowances) {
    auto left = static_cast<std::size_t>(
        std::count_if(functions.begin(), functions.end(),
                      [](const auto& top) { return top.second == exhausted; }));
    for (auto& [top, built] : functions) {
      if (built != exhausted) continue;
      const EnginePortion portion(meter_, std::numeric_limits<std::uint64_t>::max(), left--);
      built = build({top}, {nodes, nodes == node_budget_}).front();
    }
  }
  for (std::size_t i = 0; i < tops.size(); ++i) {
    if (tops_[i] == exhausted) tops_[i] = functions.at(tops[i]);
  }
}

std::vector<DecisionDiagram::Ref> DecisionDiagram::build(const std::vector<NodeId>& tops,
                                                         const OrderSearchLimits& limits) {
  const Mark before{nodes_.size(), variables_.size(), modules_.size(),
                    alike_.size(), counts_.size(),    counted_};
  built_.assign(tops.size(), exhausted);
  graph_ = make_gate_graph(function_, tops, LargePools::counted);
  forms_.assign(graph_.vertices.size(), LeafForm::plain);
  module_of_.assign(graph_.vertices.size(), no_module);
  PartSequence parts(graph_);
  GateModule part;
  while (parts.next(part)) {
    build_part(part, parts.module(), limits);
    const std::uint32_t module = parts.module();
    const bool failed = module != PartSequence::no_vertex && forms_[module] == LeafForm::too_large;
    if (failed && !limits.to_the_end) break;
  }
  take_counted();
  graph_ = GateGraph();
  if (std::count(built_.begin(), built_.end(), exhausted) ==
      static_cast<std::ptrdiff_t>(built_.size())) {
    forget_since(before);
  }
  return std::move(built_);
}

/// What the graph counts, behind what was counted before.
void DecisionDiagram::take_counted() {
  const auto lots_before = static_cast<std::uint32_t>(alike_.size());
  for (AlikeMembers& lot : graph_.alike) {
    counted_ += lot.events.size() + lot.host.size();
    alike_.push_back(std::move(lot));
  }
  for (Count& count : graph_.counts) {
    counted_ += count.lots.size();
    for (std::uint32_t& lot : count.lots) lot += lots_before;
    counts_.push_back(std::move(count));
  }
}

void DecisionDiagram::forget_since(const Mark& mark) {
  nodes_.resize(mark.nodes, Node{0, zero, zero});
  variables_.resize(mark.variables);
  modules_.resize(mark.modules);
  alike_.resize(mark.alike);
  counts_.resize(mark.counts);
  counted_ = mark.counted;
}

std::uint32_t DecisionDiagram::members_of(const Count& count) const {
  std::uint32_t members = 0;
  for (const std::uint32_t lot : count.lots) members += alike_[lot].size();
  return members;
}

bool DecisionDiagram::overlaps(const Count& count) const {
  return std::any_of(counts_.begin(), counts_.end(), [&count](const Count& other) {
    return &other != &count &&
           std::find_first_of(count.lots.begin(), count.lots.end(), other.lots.begin(),
                              other.lots.end()) != count.lots.end();
  });
}

bool DecisionDiagram::has_hosts() const {
  return std::any_of(alike_.begin(), alike_.end(),
                     [](const AlikeMembers& lot) { return !lot.host.empty(); });
}

std::span<const EventId> DecisionDiagram::any_member(const Count& count) const {
  const AlikeMembers& lot = alike_[count.lots.front()];
  return {lot.events.data(), lot.width};
}

void DecisionDiagram::build_part(const GateModule& part, std::uint32_t vertex,
                                 const OrderSearchLimits& limits) {
  std::vector<LeafForm> forms;
  for (const std::uint32_t leaf : part.leaves) forms.push_back(forms_[leaf]);
  const GateModule factored = factored_part(part);
  const OrderedPart built = build_in_best_order(graph_, part, factored, forms, limits, meter_);
  std::vector<Bdd::Ref> roots = built.roots();
  if (!may_freeze(built.bdd())) roots.assign(roots.size(), Bdd::exhausted);
  if (vertex == PartSequence::no_vertex) {
    built_ = freeze(part, built, roots);
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
  const Bdd& bdd = built.bdd();
  const auto first = static_cast<Variable>(variables_.size());
  for (const Bdd::Variable variable : bdd.order()) {
    const std::uint32_t vertex = part.leaves[built.order[variable]];
    const GateGraph::Vertex& leaf = graph_.vertices[vertex];
    // Behind those of what was built before.
    const auto counts_before = static_cast<std::uint32_t>(counts_.size());
    variables_.push_back({leaf.event, module_of_[vertex],
                          leaf.count == no_module ? no_module : counts_before + leaf.count});
  }
  BddWalk<Ref> frozen(bdd, zero, one);
  std::vector<Ref> refs;
  refs.reserve(functions.size());
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
