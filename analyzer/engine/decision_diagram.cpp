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
/// So few are built together only if the first order does it: sooner than other orders are compared
/// for all of them, each is built by itself.
constexpr std::size_t few_tops = 16;
/// Of what there is for all of it.
constexpr std::size_t share_together = 4;
/// The same of parts with several large counts, and of nodes: there is another way for them.
constexpr std::size_t share_of_hopeless = 32;
/// What each top may take by itself, in turn, until it is built.
constexpr std::size_t nodes_alone[] = {60'000, 1'000'000};

/// By variable of the diagram.
std::vector<std::uint32_t> leaves_of(const OrderedPart& built) {
  std::vector<std::uint32_t> leaves;
  for (const Bdd::Variable variable : built.bdd().order()) leaves.push_back(built.order[variable]);
  return leaves;
}

}  // namespace

DecisionDiagram::DecisionDiagram(const StructureFunction& function, const std::vector<NodeId>& tops,
                                 std::size_t node_budget, EngineMeter* meter, KnownParts* known)
    : function_(function), node_budget_(node_budget), meter_(meter), known_(known), nodes_(meter) {
  nodes_.push_back({std::numeric_limits<Variable>::max(), zero, zero});
  nodes_.push_back({std::numeric_limits<Variable>::max(), one, one});
  const std::set<NodeId> distinct(tops.begin(), tops.end());
  if (distinct.size() <= 1) {
    tops_ = build(tops, {node_budget, true});
    return;
  }
  {
    const EnginePortion portion(meter, PartsLeft{share_together});
    const std::size_t most =
        std::max(nodes_together, nodes_together_a_vertex * function.nodes.size());
    const bool are_few = distinct.size() <= few_tops;
    tops_ = build(tops, {std::min(most, node_budget), false, are_few});
  }
  build_each(tops);
}

DecisionDiagram::DecisionDiagram(const DecisionDiagram& built, const StructureFunction& function)
    : function_(function),
      node_budget_(built.node_budget_),
      meter_(nullptr),
      known_(nullptr),
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
      const EnginePortion portion(meter_, PartsLeft{left--});
      built = build({top}, {nodes, nodes == node_budget_}).front();
    }
  }
  for (std::size_t i = 0; i < tops.size(); ++i) {
    if (tops_[i] == exhausted) tops_[i] = functions.at(tops[i]);
  }
}

std::vector<DecisionDiagram::Ref> DecisionDiagram::build(const std::vector<NodeId>& tops,
                                                         const OrderSearchLimits& limits) {
  const Mark before = mark();
  built_.assign(tops.size(), exhausted);
  graph_ = make_gate_graph(function_, tops, LargePools::counted, meter_);
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

DecisionDiagram::Mark DecisionDiagram::mark() const {
  return {nodes_.size(), variables_.size(), modules_.size(),
          alike_.size(), counts_.size(),    counted_};
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
  const bool is_module = vertex != PartSequence::no_vertex;
  std::string key = known_ != nullptr ? KnownParts::key_of(part, forms, is_module) : std::string();
  const KnownPart* known = key.empty() ? nullptr : known_->find(key);
  if (known != nullptr && !known->roots.empty()) {
    place(vertex, known->form, put(part, *known));
    return;
  }
  // By itself, without an end that others set, it fails the same way again.
  const bool fails_alike = meter_ == nullptr && !limits.to_the_end && !limits.first_order_only;
  if (known != nullptr && fails_alike && limits.nodes <= known->failed_with) {
    place(vertex, LeafForm::too_large, std::vector<Ref>(part.roots.size(), exhausted));
    return;
  }
  const GateModule factored = factored_part(part);
  const OrderedPart built = searched(part, factored, forms, limits);
  std::vector<Bdd::Ref> roots = built.roots();
  if (!may_freeze(built.bdd())) roots.assign(roots.size(), Bdd::exhausted);
  LeafForm form = LeafForm::plain;
  if (is_module && roots.front() == Bdd::exhausted) {
    form = LeafForm::too_large;
  } else if (is_module && roots.front() <= Bdd::one) {
    form = roots.front() == Bdd::one ? LeafForm::always : LeafForm::never;
  } else if (is_module && (roots.front() & 1U) != 0) {
    // A negated root is true where nothing has failed: the module is its opposite.
    form = LeafForm::negated;
    roots.front() = Bdd::negated(roots.front());
  }
  const bool is_constant = form == LeafForm::always || form == LeafForm::never;
  const Mark before = mark();
  std::vector<Ref> refs = is_constant ? std::vector<Ref>{} : freeze(part, built, roots);
  if (!key.empty() && !is_constant) {
    if (std::find(refs.begin(), refs.end(), exhausted) == refs.end()) {
      known_->add(std::move(key), taken_out(before, leaves_of(built), form, refs));
    } else if (fails_alike) {
      known_->add(std::move(key), {{}, {}, {}, LeafForm::too_large, limits.nodes});
    }
  }
  place(vertex, form, std::move(refs));
}

/// What most probably leads nowhere is left sooner, for the bounds that come instead.
OrderedPart DecisionDiagram::searched(const GateModule& part, const GateModule& factored,
                                      const std::vector<LeafForm>& forms,
                                      const OrderSearchLimits& limits) {
  if (part.has_network() || !part.has_large_counts()) {
    return build_in_best_order(graph_, part, factored, forms, limits, meter_);
  }
  const EnginePortion portion(meter_, PartsLeft{share_of_hopeless});
  OrderSearchLimits fewer = limits;
  fewer.nodes = std::min(limits.nodes, std::max(nodes_together, limits.nodes / share_of_hopeless));
  return build_in_best_order(graph_, part, factored, forms, fewer, meter_);
}

/// What was built of the tops, or of a module.
void DecisionDiagram::place(std::uint32_t vertex, LeafForm form, std::vector<Ref> roots) {
  if (vertex == PartSequence::no_vertex) {
    built_ = std::move(roots);
    return;
  }
  forms_[vertex] = form;
  if (form != LeafForm::plain && form != LeafForm::negated) return;
  module_of_[vertex] = static_cast<std::uint32_t>(modules_.size());
  modules_.push_back(roots.front());
}

std::vector<DecisionDiagram::Ref> DecisionDiagram::put(const GateModule& part,
                                                       const KnownPart& known) {
  const auto first = static_cast<Variable>(variables_.size());
  const auto base = static_cast<Ref>(nodes_.size()) - KnownPart::constants;
  const auto here = [base](Ref ref) { return ref <= one ? ref : ref + base; };
  name_variables(part, known.leaves);
  for (const KnownPart::Node& node : known.nodes) {
    nodes_.push_back({first + node.variable, here(node.low), here(node.high)});
  }
  std::vector<Ref> roots;
  for (const Ref root : known.roots) roots.push_back(here(root));
  return roots;
}

KnownPart DecisionDiagram::taken_out(const Mark& before, std::vector<std::uint32_t> leaves,
                                     LeafForm form, const std::vector<Ref>& roots) const {
  const auto first = static_cast<Variable>(before.variables);
  const auto base = static_cast<Ref>(before.nodes) - KnownPart::constants;
  const auto apart = [base](Ref ref) { return ref <= one ? ref : ref - base; };
  KnownPart known{std::move(leaves), {}, {}, form, 0};
  for (std::size_t i = before.nodes; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    known.nodes.push_back({node.variable - first, apart(node.low), apart(node.high)});
  }
  for (const Ref root : roots) known.roots.push_back(apart(root));
  return known;
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

/// Behind those of what was built before.
void DecisionDiagram::name_variables(const GateModule& part,
                                     const std::vector<std::uint32_t>& leaves) {
  const auto counts_before = static_cast<std::uint32_t>(counts_.size());
  for (const std::uint32_t number : leaves) {
    const std::uint32_t vertex = part.leaves[number];
    const GateGraph::Vertex& leaf = graph_.vertices[vertex];
    variables_.push_back({leaf.event, module_of_[vertex],
                          leaf.count == no_module ? no_module : counts_before + leaf.count});
  }
}

/// Negations are expanded: functions that are coherent hold none.
std::vector<DecisionDiagram::Ref> DecisionDiagram::freeze(const GateModule& part,
                                                          const OrderedPart& built,
                                                          const std::vector<Bdd::Ref>& functions) {
  const Bdd& bdd = built.bdd();
  const auto first = static_cast<Variable>(variables_.size());
  name_variables(part, leaves_of(built));
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
