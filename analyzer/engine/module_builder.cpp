#include "analyzer/engine/module_builder.hpp"

#include <algorithm>

#include "analyzer/engine/bdd/sifting.hpp"
#include "analyzer/engine/networks/frontier.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t first_module_tidying = 50'000;
/// After so many gates that did not fit, no more are tried.
constexpr std::size_t most_failures = 8;

}  // namespace

PartBuilder::PartBuilder(const GateGraph& graph, const GateModule& part, const VariableOrder& order,
                         const std::vector<LeafForm>& forms, const PartBuildLimits& limits,
                         EngineMeter* meter)
    : graph_(graph),
      part_(part),
      limits_(limits),
      bdd_(order.size(), limits.nodes, meter),
      tidy_above_(limits.reorder_above == 0 ? first_module_tidying : limits.reorder_above),
      ref_(part.size(), Bdd::exhausted),
      users_(part) {
  for (Bdd::Variable variable = 0; variable < order.size(); ++variable) {
    ref_[order[variable]] = leaf(variable, forms[order[variable]]);
  }
}

Bdd::Ref PartBuilder::leaf(Bdd::Variable variable, LeafForm form) {
  switch (form) {
    case LeafForm::plain:
      return bdd_.variable(variable);
    case LeafForm::negated:
      return Bdd::negated(bdd_.variable(variable));
    case LeafForm::never:
      return Bdd::zero;
    case LeafForm::always:
      return Bdd::one;
    case LeafForm::too_large:
      break;
  }
  return Bdd::exhausted;
}

bool PartBuilder::build() {
  std::size_t failures = 0;
  for (std::size_t gate = gates_built_; gate < part_.gates.size(); ++gate) {
    Bdd::Ref& ref = ref_[part_.leaves.size() + gate];
    if (failures < most_failures) ref = fit_gate(part_.gates[gate], failures);
    if (ref == Bdd::exhausted && limits_.all_or_nothing) return false;
    ++gates_built_;
    joined_ = 0;
    nodes_then_ = bdd_.size();
    users_.built(gate);
    if (bdd_.size() > tidy_above_) tidy(ref);
  }
  const std::vector<Bdd::Ref> all = roots();
  return std::find(all.begin(), all.end(), Bdd::exhausted) == all.end();
}

bool PartBuilder::resume(std::size_t nodes) {
  limits_.nodes = nodes;
  bdd_.raise_budget(nodes);
  return build();
}

/// Once more without the garbage, where that is worth a try.
Bdd::Ref PartBuilder::fit_gate(const GateModule::Gate& gate, std::size_t& failures) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (!limits_.all_or_nothing) joined_ = 0;  // what was joined is garbage
    const Bdd::Ref ref = build_gate(gate);
    if (!bdd_.is_exhausted() || limits_.all_or_nothing) return ref;
    bdd_.collect(live(Bdd::exhausted));
    if (bdd_.size() > limits_.nodes / 2) break;
  }
  ++failures;
  return Bdd::exhausted;
}

Bdd::Ref PartBuilder::ref_of(Operand operand) const {
  const Bdd::Ref ref = ref_[operand.vertex];
  return operand.negated ? Bdd::negated(ref) : ref;
}

std::vector<Bdd::Ref> PartBuilder::roots() const {
  std::vector<Bdd::Ref> refs;
  for (const Operand root : part_.roots) refs.push_back(ref_of(root));
  return refs;
}

Bdd::Ref PartBuilder::build_gate(const GateModule::Gate& gate) {
  switch (gate.type) {
    case NodeType::any:
    case NodeType::all:
      return build_junction(gate);
    case NodeType::at_least:
      return build_at_least(gate);
    case NodeType::connected:
      return build_parted(gate);
    case NodeType::event:
    case NodeType::negation:
      break;
  }
  return Bdd::exhausted;  // leaves are no gates, negations are on operands
}

std::vector<Bdd::Ref> PartBuilder::operands_of(const GateModule::Gate& gate) const {
  std::vector<Bdd::Ref> refs;
  for (const Operand operand : gate.operands) refs.push_back(ref_of(operand));
  return refs;
}

Bdd::Ref PartBuilder::build_parted(const GateModule::Gate& gate) {
  // What lies on no way between terminals is in no part: its function is not asked for.
  std::vector<Bdd::Ref> refs(gate.operands.size(), Bdd::exhausted);
  for (const std::uint32_t position : gate.frontier) {
    refs[position] = ref_of(gate.operands[position]);
    if (refs[position] == Bdd::exhausted) return Bdd::exhausted;
  }
  return parted_function(bdd_, graph_.plans[gate.reachability], refs);
}

/// Joining from the last level to the first mostly adds on top. Goes on after the operands that
/// were joined when there were fewer nodes.
Bdd::Ref PartBuilder::build_junction(const GateModule::Gate& gate) {
  std::vector<Bdd::Ref> refs = operands_of(gate);
  const bool is_any = gate.type == NodeType::any;
  if (std::find(refs.begin(), refs.end(), Bdd::exhausted) != refs.end()) return Bdd::exhausted;
  std::stable_sort(refs.begin(), refs.end(),
                   [this](Bdd::Ref a, Bdd::Ref b) { return bdd_.level_of(a) > bdd_.level_of(b); });
  if (joined_ == 0) partly_ = is_any ? Bdd::zero : Bdd::one;
  for (; joined_ < refs.size(); ++joined_) {
    const Bdd::Ref ref = refs[joined_];
    const Bdd::Ref result = is_any ? bdd_.either(ref, partly_) : bdd_.both(ref, partly_);
    if (result == Bdd::exhausted) return Bdd::exhausted;
    partly_ = result;
  }
  return partly_;
}

Bdd::Ref PartBuilder::build_at_least(const GateModule::Gate& gate) {
  std::vector<Bdd::Ref> refs = operands_of(gate);
  if (std::find(refs.begin(), refs.end(), Bdd::exhausted) != refs.end()) return Bdd::exhausted;
  // Even of plain variables it needs a node for each count at each operand.
  const std::size_t spare = refs.size() - gate.threshold + 1;
  if (gate.threshold * spare > limits_.nodes) return Bdd::exhausted;
  std::stable_sort(refs.begin(), refs.end(),
                   [this](Bdd::Ref a, Bdd::Ref b) { return bdd_.level_of(a) > bdd_.level_of(b); });
  // counted[j]: at least j of the operands seen so far have failed.
  std::vector<Bdd::Ref> counted(gate.threshold + std::size_t{1}, Bdd::zero);
  counted[0] = Bdd::one;
  for (const Bdd::Ref ref : refs) {
    for (std::size_t j = gate.threshold; j > 0; --j) {
      counted[j] = bdd_.if_then_else(ref, counted[j - 1], counted[j]);
      if (counted[j] == Bdd::exhausted) return Bdd::exhausted;
    }
  }
  return counted.back();
}

std::vector<Bdd::Ref> PartBuilder::live(Bdd::Ref extra) const {
  std::vector<Bdd::Ref> refs{extra};
  users_.each_needed([&](std::size_t vertex) { refs.push_back(ref_[vertex]); });
  return refs;
}

/// A walk may grow the diagram for a while, and keeps lists of its nodes.
bool PartBuilder::may_reorder() const {
  constexpr std::size_t bytes_a_node = 64;
  return bdd_.meter() == nullptr || bdd_.capacity() * bytes_a_node <= bdd_.meter()->room();
}

void PartBuilder::tidy(Bdd::Ref& extra) {
  const std::vector<Bdd::Ref> roots = live(extra);
  bdd_.collect(roots);
  if (limits_.reorder_above > 0 && bdd_.size() > limits_.reorder_above && may_reorder()) {
    Sifting(bdd_, roots).run();
    limits_.reorder_above = std::max(limits_.reorder_above, 2 * bdd_.size());
  }
  tidy_above_ = std::max(tidy_above_, 2 * bdd_.size());
}

std::size_t PartBuilder::size() {
  bdd_.collect(roots());
  return bdd_.size();
}

}  // namespace cutpoint
