#include "analyzer/analysis/cut_sets/unions.hpp"

#include <algorithm>

namespace cutpoint {

CutSetUnions::CutSetUnions(const CutSetFamilies& families, const NodeProbabilities& probabilities,
                           Zdd::Ref family, std::size_t node_budget, EngineMeter* meter) {
  collect_nodes(families.zdd(), family);
  for (const Zdd::Variable variable : variables_) {
    q_.push_back(probabilities.of_variable(variable));
  }
  bdd_ = std::make_unique<Bdd>(variables_.size(), node_budget, meter);
  values_ = {0.0};
  all_.assign(nodes_.size() + 2, Bdd::zero);
  all_[Zdd::only_empty] = Bdd::one;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    all_[i + 2] = join(nodes_[i].variable, all_[nodes_[i].low], all_[nodes_[i].high]);
  }
}

void CutSetUnions::collect_nodes(const Zdd& zdd, Zdd::Ref family) {
  std::vector<std::uint32_t> place(family + std::size_t{1}, 0);
  std::vector<Zdd::Ref> refs;
  std::vector<Zdd::Ref> stack{family};
  while (!stack.empty()) {
    const Zdd::Ref at = stack.back();
    stack.pop_back();
    if (at <= Zdd::only_empty || place[at] != 0) continue;
    place[at] = 1;
    refs.push_back(at);
    variables_.push_back(zdd.node(at).variable);
    stack.push_back(zdd.node(at).low);
    stack.push_back(zdd.node(at).high);
  }
  std::sort(refs.begin(), refs.end());
  std::sort(variables_.begin(), variables_.end());
  variables_.erase(std::unique(variables_.begin(), variables_.end()), variables_.end());
  const auto place_of = [&](Zdd::Ref ref) { return ref <= Zdd::only_empty ? ref : place[ref]; };
  for (const Zdd::Ref ref : refs) {
    place[ref] = static_cast<std::uint32_t>(nodes_.size() + 2);
    const Zdd::Node& node = zdd.node(ref);
    const auto at = std::lower_bound(variables_.begin(), variables_.end(), node.variable);
    nodes_.push_back({static_cast<Bdd::Variable>(at - variables_.begin()), place_of(node.low),
                      place_of(node.high)});
  }
}

/// Where the variable has failed, the sets without it count as well.
Bdd::Ref CutSetUnions::join(Bdd::Variable variable, Bdd::Ref low, Bdd::Ref high) {
  if (high == Bdd::zero || high == low || low == Bdd::one) return low;
  if (low != Bdd::zero) high = bdd_->either(low, high);
  return bdd_->is_exhausted() ? Bdd::exhausted : bdd_->make(variable, low, high);
}

/// The variable itself is left out of the diagrams: it has failed in all of them, and the more
/// alike they are for different variables, the more of them is shared.
std::optional<double> CutSetUnions::probability_with(Zdd::Variable variable) {
  const auto at = std::lower_bound(variables_.begin(), variables_.end(), variable);
  const auto wanted = static_cast<Bdd::Variable>(at - variables_.begin());
  with_.assign(nodes_.size() + 2, Bdd::zero);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    if (node.variable > wanted) continue;  // later variables only: no set holds this one
    with_[i + 2] = node.variable == wanted ? all_[node.high]
                                           : join(node.variable, with_[node.low], with_[node.high]);
    if (bdd_->is_exhausted()) return std::nullopt;
  }
  if (bdd_->meter() != nullptr && bdd_->meter()->spent()) return std::nullopt;
  return q_[wanted] * probability(with_.back());
}

/// Nothing is ever freed or reordered here, so that children come before parents; a union of sets
/// of failures is coherent, so that no reference is negated but that of the constant.
double CutSetUnions::probability(Bdd::Ref top) {
  const auto value = [this](Bdd::Ref ref) {
    return (ref & 1U) != 0 ? 1.0 - values_[ref >> 1U] : values_[ref >> 1U];
  };
  while (values_.size() < bdd_->capacity()) {
    const auto at = static_cast<Bdd::Ref>(values_.size() << 1U);
    const double q = q_[bdd_->variable_of(at)];
    values_.push_back((1.0 - q) * value(bdd_->low(at)) + q * value(bdd_->high(at)));
  }
  return value(top);
}

}  // namespace cutpoint
