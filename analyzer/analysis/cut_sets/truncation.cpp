#include "analyzer/analysis/cut_sets/truncation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/bdd/bdd_walk.hpp"

namespace cutpoint {

namespace {

using Literals = std::vector<Bdd::Variable>;  // ascending

/// Variables that a function tests itself, modules not opened; ascending.
std::vector<DecisionDiagram::Variable> variables_of(const DecisionDiagram& diagram,
                                                    DecisionDiagram::Ref function,
                                                    std::vector<bool>& seen) {
  std::vector<DecisionDiagram::Variable> variables;
  std::vector<DecisionDiagram::Ref> stack{function};
  while (!stack.empty()) {
    const DecisionDiagram::Ref at = stack.back();
    stack.pop_back();
    if (at <= DecisionDiagram::one || seen[at]) continue;
    seen[at] = true;
    const DecisionDiagram::Node& node = diagram.node(at);
    variables.push_back(node.variable);
    stack.push_back(node.low);
    stack.push_back(node.high);
  }
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  return variables;
}

/// Sets of literals as one diagram: neighbours are joined first, since they share what they begin
/// with.
class UnionOfSets {
 public:
  UnionOfSets(const StructureFunction& function, const IdVector<EventId, std::uint32_t>& ranks,
              const std::vector<CutSet>& sets, std::size_t count) {
    std::vector<std::pair<std::uint32_t, EventId>> used;
    for (std::size_t i = 0; i < count; ++i) {
      for (const EventId event : sets[i].events) used.emplace_back(ranks[event], event);
    }
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    for (const auto& [rank, event] : used) q_.push_back(function.events[event].probability());
    for (std::size_t i = 0; i < count; ++i) {
      Literals& literals = literals_.emplace_back();
      for (const EventId event : sets[i].events) {
        const auto at = std::lower_bound(used.begin(), used.end(), std::pair(ranks[event], event));
        literals.push_back(static_cast<Bdd::Variable>(at - used.begin()));
      }
      std::sort(literals.begin(), literals.end());
    }
    std::sort(literals_.begin(), literals_.end());
  }

  [[nodiscard]] std::size_t variables() const { return q_.size(); }

  /// Absent where the budget was spent.
  std::optional<double> probability(std::size_t node_budget) {
    Bdd bdd(q_.size(), node_budget);
    std::vector<Bdd::Ref> parts;
    for (const Literals& literals : literals_) {
      Bdd::Ref all = Bdd::one;
      for (auto at = literals.rbegin(); at != literals.rend(); ++at) {
        all = bdd.make(*at, Bdd::zero, all);
        if (bdd.is_exhausted()) return std::nullopt;
      }
      parts.push_back(all);
    }
    if (parts.empty()) return 0.0;
    for (; parts.size() > 1; parts.resize((parts.size() + 1) / 2)) {
      for (std::size_t i = 0; i < parts.size(); i += 2) {
        parts[i / 2] = i + 1 < parts.size() ? bdd.either(parts[i], parts[i + 1]) : parts[i];
        if (bdd.is_exhausted()) return std::nullopt;
      }
    }
    BddWalk<double> walk(bdd, 0.0, 1.0);
    return walk.of(parts.front(), [&](Bdd::Ref at, double low, double high) {
      const double q = q_[bdd.variable_of(at)];
      return (1.0 - q) * low + q * high;
    });
  }

 private:
  std::vector<double> q_;  ///< by variable
  std::vector<Literals> literals_;
};

/// How many of the first sets can be tried at all: each needs a node for every event.
std::size_t sets_within(const std::vector<CutSet>& sets, std::size_t node_budget) {
  std::size_t nodes = 0;
  std::size_t count = 0;
  while (count < sets.size() && (nodes += sets[count].events.size()) < node_budget) ++count;
  return count;
}

/// Rounding of sums and products of positive numbers along one way through a diagram.
double rounding_of(double value, std::size_t depth) {
  return value * 4.0 * std::numeric_limits<double>::epsilon() * (static_cast<double>(depth) + 8.0);
}

}  // namespace

IdVector<EventId, std::uint32_t> ranks_of_events(const DecisionDiagram& diagram,
                                                 DecisionDiagram::Ref top) {
  IdVector<EventId, std::uint32_t> ranks(diagram.function().events.size(), unranked);
  std::vector<bool> seen(diagram.size(), false);
  std::uint32_t next = 0;
  std::vector<DecisionDiagram::Variable> open = variables_of(diagram, top, seen);
  std::reverse(open.begin(), open.end());
  while (!open.empty()) {
    const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[open.back()];
    open.pop_back();
    if (meaning.count != DecisionDiagram::no_module) {
      for (const std::uint32_t lot : diagram.count(meaning.count).lots) {
        for (const auto* events : {&diagram.alike(lot).host, &diagram.alike(lot).events}) {
          for (const EventId event : *events) {
            if (ranks[event] == unranked) ranks[event] = next++;
          }
        }
      }
      continue;
    }
    if (meaning.module == DecisionDiagram::no_module) {
      ranks[meaning.event] = next++;
      continue;
    }
    auto inner = variables_of(diagram, diagram.module_function(meaning.module), seen);
    open.insert(open.end(), inner.rbegin(), inner.rend());
  }
  return ranks;
}

ProbabilityBounds union_probability(const StructureFunction& function,
                                    const IdVector<EventId, std::uint32_t>& ranks,
                                    const std::vector<CutSet>& sets, std::size_t node_budget) {
  double none = 0.0;  // log of Π(1 − P(set))
  for (const CutSet& set : sets) none += std::log1p(-std::min(1.0, set.probability));
  const double associated = -std::expm1(none);
  for (std::size_t count = sets_within(sets, node_budget);; count /= 2) {
    UnionOfSets first(function, ranks, sets, count);
    const auto probability = first.probability(node_budget);
    if (!probability) continue;
    const double margin = rounding_of(*probability, first.variables());
    if (count == sets.size()) return {*probability - margin, *probability + margin};
    double others = 0.0;
    for (std::size_t i = count; i < sets.size(); ++i) others += sets[i].probability;
    return {*probability - margin,
            std::min({1.0, associated * (1.0 + 1e-9), *probability + margin + others})};
  }
}

void bound_truncation(const StructureFunction& function,
                      const IdVector<EventId, std::uint32_t>& ranks, const AvailabilityResult& top,
                      CutSets& cut_sets) {
  if (!cut_sets.truncation) return;
  CutSetTruncation& truncation = *cut_sets.truncation;
  const ProbabilityBounds kept = union_probability(function, ranks, cut_sets.sets);
  const double margin = rounding_of(top.upper_unavailability, function.events.size());
  // The listed sets are cut sets of the top: it is at least as probable as their union.
  truncation.kept_lower = std::clamp(kept.lower, 0.0, top.upper_unavailability);
  truncation.kept_upper = std::clamp(kept.upper, truncation.kept_lower, 1.0);
  const double most = top.upper_unavailability - kept.lower + margin;
  const double least = top.lower_unavailability - kept.upper - margin;
  truncation.error_upper = std::clamp(std::min(truncation.error_upper, most), 0.0, 1.0);
  truncation.error_lower = std::clamp(least, 0.0, truncation.error_upper);
}

}  // namespace cutpoint
