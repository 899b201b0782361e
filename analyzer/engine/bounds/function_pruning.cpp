#include "analyzer/engine/bounds/function_pruning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cutpoint {

bool FunctionPruning::is_collected(Bdd::Ref function) const {
  const std::uint32_t place = place_[function];
  return place < rows_.size() && rows_[place].function == function;
}

/// Every function below, constants included; a function and its negation are two. False where they
/// are more than `most`.
bool FunctionPruning::collect(Bdd::Ref function, std::size_t most) {
  rows_.clear();
  if (place_.size() < 2 * bdd_.capacity()) place_.resize(2 * bdd_.capacity(), 0);
  for (const Bdd::Ref constant : {Bdd::zero, Bdd::one}) {
    place_[constant] = constant;
    rows_.push_back({constant, constant, constant});
  }
  rows_[Bdd::one].probability = rows_[Bdd::one].pruned_probability = 1.0;
  rows_[Bdd::one].pruned = Bdd::one;
  stack_.assign(1, function);
  while (!stack_.empty()) {
    if (rows_.size() > most) return false;
    const Bdd::Ref at = stack_.back();
    if (is_collected(at)) {
      stack_.pop_back();
      continue;
    }
    const Bdd::Ref low = bdd_.low(at);
    const Bdd::Ref high = bdd_.high(at);
    const bool ready = is_collected(low) && is_collected(high);
    if (ready) {
      place_[at] = static_cast<std::uint32_t>(rows_.size());
      rows_.push_back({at, place_[low], place_[high]});
      stack_.pop_back();
      continue;
    }
    if (!is_collected(high)) stack_.push_back(high);
    if (!is_collected(low)) stack_.push_back(low);
  }
  return true;
}

bool FunctionPruning::is_larger(Bdd::Ref function, std::size_t nodes) {
  return function != Bdd::exhausted && !collect(function, nodes + 2);
}

void FunctionPruning::weigh() {
  for (std::size_t i = 2; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    row.q = probability_[bdd_.variable_of(row.function)];
    row.probability =
        (1.0 - row.q) * rows_[row.low].probability + row.q * rows_[row.high].probability;
    row.reached = 0.0;
  }
  rows_.back().reached = 1.0;
  for (std::size_t i = rows_.size(); i-- > 2;) {
    const Row& row = rows_[i];
    rows_[row.low].reached += (1.0 - row.q) * row.reached;
    rows_[row.high].reached += row.q * row.reached;
  }
}

std::uint32_t FunctionPruning::bypass_of(const Row& row, bool lower) const {
  if (!monotone_) return lower ? Bdd::zero : Bdd::one;
  return lower ? row.low : row.high;
}

/// What was bypassed below a node counts as lost at the node too, so that long ways of cheap steps
/// are not taken for cheap.
std::size_t FunctionPruning::choose(double loss, bool lower) {
  for (std::size_t i = 2; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    const double bypassed = rows_[bypass_of(row, lower)].pruned_probability;
    row.bypassed = row.reached * std::abs(bypassed - row.probability) <= loss;
    row.pruned_probability = row.bypassed ? bypassed
                                          : (1.0 - row.q) * rows_[row.low].pruned_probability +
                                                row.q * rows_[row.high].pruned_probability;
    row.needed = false;
  }
  std::size_t kept = 0;
  rows_.back().needed = true;
  for (std::size_t i = rows_.size(); i-- > 2;) {
    const Row& row = rows_[i];
    if (!row.needed) continue;
    if (row.bypassed) {
      rows_[bypass_of(row, lower)].needed = true;
      continue;
    }
    ++kept;
    rows_[row.low].needed = rows_[row.high].needed = true;
  }
  return kept;
}

Bdd::Ref FunctionPruning::rebuild(bool lower) {
  for (std::size_t i = 2; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    if (!row.needed) continue;
    row.pruned = row.bypassed ? rows_[bypass_of(row, lower)].pruned
                              : bdd_.make(bdd_.variable_of(row.function), rows_[row.low].pruned,
                                          rows_[row.high].pruned);
    if (row.pruned == Bdd::exhausted) return Bdd::exhausted;
  }
  return rows_.back().pruned;
}

/// Halves the exponent of the loss to allow at a node.
Bdd::Ref FunctionPruning::prune(Bdd::Ref function, std::size_t nodes, bool lower) {
  if (function == Bdd::exhausted || function <= Bdd::one) return function;
  if (!is_larger(function, nodes)) return function;
  (void)collect(function, std::numeric_limits<std::size_t>::max());
  weigh();
  double too_little = -1000.0;  // exponents of two
  double enough = 0.0;
  constexpr double near = 0.25;
  while (enough - too_little > near) {
    const double middle = (too_little + enough) / 2.0;
    (choose(std::exp2(middle), lower) > nodes ? too_little : enough) = middle;
  }
  (void)choose(std::exp2(enough), lower);
  return rebuild(lower);
}

/// At each node the variable's probability that gives the extreme value is taken, whatever it is at
/// others: the truth takes the same at all.
ProbabilityBounds FunctionPruning::probability(Bdd::Ref function,
                                               std::span<const ProbabilityBounds> variables) {
  (void)collect(function, std::numeric_limits<std::size_t>::max());
  std::vector<ProbabilityBounds> values(rows_.size());
  values[Bdd::zero] = {0.0, 0.0};
  values[Bdd::one] = {1.0, 1.0};
  for (std::size_t i = 2; i < rows_.size(); ++i) {
    const ProbabilityBounds& q = variables[bdd_.variable_of(rows_[i].function)];
    const ProbabilityBounds& low = values[rows_[i].low];
    const ProbabilityBounds& high = values[rows_[i].high];
    const auto mixed = [](double p, double below, double above) {
      return (1.0 - p) * below + p * above;
    };
    values[i] = {
        std::min(mixed(q.lower, low.lower, high.lower), mixed(q.upper, low.lower, high.lower)),
        std::max(mixed(q.lower, low.upper, high.upper), mixed(q.upper, low.upper, high.upper))};
  }
  return values[function <= Bdd::one ? function : rows_.size() - 1];
}

}  // namespace cutpoint
