#include "analyzer/engine/bounds/enclosing_builder.hpp"

#include <algorithm>
#include <limits>

#include "analyzer/engine/networks/frontier.hpp"

namespace cutpoint {

namespace {

/// Gates that wait for others, and garbage, beside the functions being joined.
constexpr std::size_t least_diagram = 2'000'000;
constexpr std::size_t diagram_by_function = 200;
constexpr std::size_t first_enclosing_tidying = 200'000;
/// Operands are pruned so much more each time that what they make does not fit.
constexpr std::size_t harder = 8;
constexpr std::size_t fewest_nodes = 32;

bool is_monotone_module(const GateModule& part) {
  const auto plain = [](const std::vector<Operand>& operands) {
    return std::none_of(operands.begin(), operands.end(),
                        [](Operand operand) { return operand.negated; });
  };
  return std::all_of(part.gates.begin(), part.gates.end(),
                     [&plain](const auto& gate) { return plain(gate.operands); });
}

/// Widened by what rounding may have taken off: sums of products of positive numbers, one for each
/// variable on the way.
ProbabilityBounds widened(ProbabilityBounds bounds, std::size_t variables) {
  const double margin =
      4.0 * std::numeric_limits<double>::epsilon() * (static_cast<double>(variables) + 8.0);
  return {std::max(0.0, bounds.lower * (1.0 - margin)),
          std::min(1.0, bounds.upper * (1.0 + margin))};
}

}  // namespace

EnclosingBuilder::EnclosingBuilder(const GateGraph& graph, const GateModule& part,
                                   const VariableOrder& order,
                                   const std::vector<ProbabilityBounds>& leaves, std::size_t nodes,
                                   EngineMeter& meter)
    : graph_(graph),
      part_(part),
      nodes_(nodes),
      meter_(meter),
      bdd_(part.leaves.size(), std::max(least_diagram, diagram_by_function * nodes), &meter),
      pruning_(bdd_, weights_, is_monotone_module(part)),
      tidy_above_(first_enclosing_tidying),
      pair_(part.size()),
      users_(part) {
  for (Bdd::Variable variable = 0; variable < order.size(); ++variable) {
    const ProbabilityBounds& bounds = leaves[order[variable]];
    variables_.push_back(bounds);
    weights_.push_back((bounds.lower + bounds.upper) / 2.0);
    const Bdd::Ref leaf = bounds.upper <= 0.0   ? Bdd::zero
                          : bounds.lower >= 1.0 ? Bdd::one
                                                : bdd_.variable(variable);
    pair_[order[variable]] = {leaf, leaf};
  }
}

EnclosingBuilder::Pair EnclosingBuilder::pair_of(Operand operand) const {
  const Pair& pair = pair_[operand.vertex];
  if (!operand.negated) return pair;
  return {Bdd::negated(pair.upper), Bdd::negated(pair.lower)};
}

bool EnclosingBuilder::build() {
  // Even the leaves may not have fitted.
  const auto is_absent = [](const Pair& pair) { return pair.lower == Bdd::exhausted; };
  if (meter_.spent() || std::any_of(pair_.begin(), pair_.end(), is_absent)) return false;
  for (std::size_t gate = 0; gate < part_.gates.size(); ++gate) {
    in_work_.clear();
    Pair& pair = pair_[part_.leaves.size() + gate];
    pair = pruned(build_gate(part_.gates[gate]));
    if (meter_.spent() || pair.lower == Bdd::exhausted || pair.upper == Bdd::exhausted) {
      return false;
    }
    users_.built(gate);
    if (bdd_.size() > tidy_above_) {
      free_garbage({pair.lower, pair.upper});
      tidy_above_ = std::max(first_enclosing_tidying, 2 * bdd_.size());
    }
  }
  return !meter_.spent();
}

std::vector<ProbabilityBounds> EnclosingBuilder::roots() {
  std::vector<ProbabilityBounds> bounds;
  for (const Operand root : part_.roots) {
    const Pair pair = pair_of(root);
    bounds.push_back(widened({pruning_.probability(pair.lower, variables_).lower,
                              pruning_.probability(pair.upper, variables_).upper},
                             variables_.size()));
  }
  return bounds;
}

EnclosingBuilder::Pair EnclosingBuilder::build_gate(const GateModule::Gate& gate) {
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
  return {};  // leaves are no gates, negations are on operands
}

EnclosingBuilder::Pair EnclosingBuilder::build_junction(const GateModule::Gate& gate) {
  const bool is_any = gate.type == NodeType::any;
  std::vector<Pair> pairs;
  for (const Operand operand : gate.operands) pairs.push_back(pair_of(operand));
  std::stable_sort(pairs.begin(), pairs.end(), [this](const Pair& a, const Pair& b) {
    return bdd_.level_of(a.upper) > bdd_.level_of(b.upper);
  });
  const Bdd::Ref neutral = is_any ? Bdd::zero : Bdd::one;
  Pair result{neutral, neutral};
  for (const Pair& pair : pairs) {
    in_work_ = {result.lower, result.upper};
    result = joined(is_any, pair, result);
    if (result.lower == Bdd::exhausted || result.upper == Bdd::exhausted) break;
  }
  return result;
}

/// counted[j]: at least j of the operands seen so far have failed.
EnclosingBuilder::Pair EnclosingBuilder::build_at_least(const GateModule::Gate& gate) {
  std::vector<Pair> counted(gate.threshold + std::size_t{1}, {Bdd::zero, Bdd::zero});
  counted[0] = {Bdd::one, Bdd::one};
  for (const Operand operand : gate.operands) {
    for (std::size_t j = gate.threshold; j > 0; --j) {
      in_work_.clear();
      for (const Pair& pair : counted) {
        in_work_.push_back(pair.lower);
        in_work_.push_back(pair.upper);
      }
      const Pair one_more = joined(false, pair_of(operand), counted[j - 1]);
      in_work_.push_back(one_more.lower);
      in_work_.push_back(one_more.upper);
      counted[j] = joined(true, one_more, counted[j]);
      if (meter_.spent()) return counted[j];
    }
  }
  return counted.back();
}

EnclosingBuilder::Pair EnclosingBuilder::build_parted(const GateModule::Gate& gate) {
  std::vector<Bdd::Ref> lower(gate.operands.size(), Bdd::zero);
  std::vector<Bdd::Ref> upper(gate.operands.size(), Bdd::one);
  std::vector<double> probability(gate.operands.size(), 0.5);
  for (const std::uint32_t position : gate.frontier) {
    const Pair pair = pair_of(gate.operands[position]);
    lower[position] = pair.lower;
    upper[position] = pair.upper;
    const double least = pruning_.probability(pair.lower, variables_).lower;
    const double most = pruning_.probability(pair.upper, variables_).upper;
    probability[position] = (least + most) / 2.0;
  }
  // Each step keeps so many states that all of them make about as many nodes as may be kept.
  const FrontierPlan& plan = graph_.plans[gate.reachability];
  const std::size_t states =
      std::max<std::size_t>(4, nodes_ / std::max<std::size_t>(1, plan.steps.size() / 8));
  const auto [below, above] =
      enclose_parted_function(bdd_, plan, {lower, upper, probability}, states);
  if (meter_.spent()) return {Bdd::exhausted, Bdd::exhausted};
  Pair pair{below, above};
  if (below == Bdd::exhausted) pair.lower = Bdd::zero;
  if (above == Bdd::exhausted) pair.upper = Bdd::one;
  if (bdd_.is_exhausted()) free_garbage({pair.lower, pair.upper});
  return pair;
}

EnclosingBuilder::Pair EnclosingBuilder::joined(bool is_any, Pair a, Pair b) {
  Pair result;
  result.lower = joined_side(is_any, a.lower, b.lower, true);
  in_work_.push_back(result.lower);
  result.upper = joined_side(is_any, a.upper, b.upper, false);
  in_work_.push_back(result.upper);
  result = {pruned_side(result.lower, 2 * nodes_, true),
            pruned_side(result.upper, 2 * nodes_, false)};
  return result;
}

Bdd::Ref EnclosingBuilder::joined_side(bool is_any, Bdd::Ref a, Bdd::Ref b, bool lower) {
  for (std::size_t nodes = 2 * nodes_; true; nodes /= harder) {
    const Bdd::Ref result = is_any ? bdd_.either(a, b) : bdd_.both(a, b);
    if (result != Bdd::exhausted || meter_.spent()) return result;
    in_work_.push_back(a);
    in_work_.push_back(b);
    free_garbage({});
    if (nodes < fewest_nodes) break;
    a = pruned_side(a, nodes / harder, lower);
    in_work_.push_back(a);
    b = pruned_side(b, nodes / harder, lower);
    if (meter_.spent()) return Bdd::exhausted;
  }
  // What is sure all the same: one operand of a disjunction implies it, a conjunction implies one.
  if (is_any) return lower ? a : Bdd::one;
  return lower ? Bdd::zero : a;
}

EnclosingBuilder::Pair EnclosingBuilder::pruned(Pair pair) {
  in_work_ = {pair.lower, pair.upper};
  const Bdd::Ref lower = pruned_side(pair.lower, nodes_, true);
  in_work_.push_back(lower);
  return {lower, pruned_side(pair.upper, nodes_, false)};
}

Bdd::Ref EnclosingBuilder::pruned_side(Bdd::Ref function, std::size_t nodes, bool lower) {
  if (!pruning_.is_larger(function, nodes)) return function;
  const std::size_t kept = std::max<std::size_t>(1, std::min(nodes, nodes_));
  Bdd::Ref result = lower ? pruning_.lower(function, kept) : pruning_.upper(function, kept);
  if (result == Bdd::exhausted && !meter_.spent()) {
    free_garbage({function});
    result = lower ? pruning_.lower(function, kept) : pruning_.upper(function, kept);
  }
  if (result != Bdd::exhausted || meter_.spent()) return result;
  free_garbage({});
  return lower ? Bdd::zero : Bdd::one;
}

void EnclosingBuilder::free_garbage(std::vector<Bdd::Ref> also_needed) {
  also_needed.insert(also_needed.end(), in_work_.begin(), in_work_.end());
  users_.each_needed([&](std::size_t vertex) {
    also_needed.insert(also_needed.end(), {pair_[vertex].lower, pair_[vertex].upper});
  });
  bdd_.collect(also_needed);
}

}  // namespace cutpoint
