// How much a journey hangs on each of its events, from its diagram or its states.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "analyzer/analysis/cut_sets/fussell_vesely.hpp"
#include "analyzer/analysis/importance_bounds.hpp"
#include "analyzer/analysis/journey_analysis.hpp"

namespace cutpoint {

namespace {

/// Where so little of the probability is left without an event, it is evaluated anew instead of
/// subtracted: the difference would keep few digits.
constexpr double little_left = 1e-3;
/// Nodes evaluated anew for that, for one journey.
constexpr std::size_t anew_limit = 200'000'000;

}  // namespace

void JourneyAnalyzer::find_importance(JourneyAnalysis& result, const FoundCutSets& found,
                                      const std::vector<EventSensitivity>& events) {
  const DecisionDiagram::Ref top = down_ref(result.journey);
  const NodeId down = function_.journey_failed[result.journey];
  const auto exact = exact_unavailability(down, top);
  if (!exact) return find_importance_bounds(result);
  const StateSolution* solution = solutions_.of(down);
  const double q_top = *exact;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  std::size_t anew = 0;
  const auto without = [&](const EventSensitivity& sensitivity, double q) {
    if (sensitivity.necessary) return 0.0;
    const double rest = std::max(0.0, q_top - q * sensitivity.birnbaum);
    if (q_top <= 0.0 || rest > little_left * q_top || anew > anew_limit) return rest;
    if (solution != nullptr) return solution->without(std::array{sensitivity.event}).value_or(rest);
    anew += diagram_.work();
    return NodeProbabilities(diagram_, {}, std::array{sensitivity.event})[top];
  };
  for (const EventSensitivity& sensitivity : events) {
    const double q = function_.events[sensitivity.event].process.unavailability;
    const double if_failed = q_top + (1.0 - q) * sensitivity.birnbaum;
    const double if_perfect = without(sensitivity, q);
    Importance importance;
    importance.event = sensitivity.event;
    importance.birnbaum = sensitivity.birnbaum;
    if (q_top > 0.0) {
      importance.criticality = q * sensitivity.birnbaum / q_top;
      importance.risk_achievement_worth = if_failed / q_top;
      importance.risk_reduction_worth = if_perfect > 0.0 ? q_top / if_perfect : infinite;
      importance.diagnostic = q * importance.risk_achievement_worth;
    }
    result.importance.push_back(importance);
  }
  const bool has_shares = options_.combinations && result.coherent && q_top > 0.0;
  if (has_shares && solution != nullptr) {
    for (Importance& row : result.importance) {
      const double q = function_.events[row.event].process.unavailability;
      row.fussell_vesely_bounds = fussell_vesely_bounds(row, q, q_top);
    }
  } else if (has_shares) {
    meter_.begin(EngineTask::importance);
    const EnginePortion portion(&meter_, PartsOfTime{journeys_left_});
    add_fussell_vesely(
        diagram_, probabilities_, top, {found.all.get(), found.family}, result.importance,
        options_.budget.time ? FussellVeselyLimits::none() : FussellVeselyLimits(), meter_);
  }
  std::stable_sort(
      result.importance.begin(), result.importance.end(),
      [](const Importance& a, const Importance& b) { return a.criticality > b.criticality; });
  if (scope_ == AnalysisScope::everything) {
    result.parts = part_importances_.of(result.journey, result.importance, q_top, solution);
  }
}

/// Bounded journeys are the last: each of those that are left has its share of the steps.
void JourneyAnalyzer::find_importance_bounds(JourneyAnalysis& result) {
  if (scope_ != AnalysisScope::everything || !options_.combinations || !result.coherent) return;
  if (is_estimated(function_) || !deviations_.none()) return;
  std::vector<EventId> alone;
  for (const SinglePoint& point : result.single_points) {
    if (point.share >= 1.0) alone.push_back(point.event);
  }
  meter_.begin(EngineTask::importance_bounds);
  const EnginePortion portion(&meter_, PartsLeft{journeys_left_});
  BoundedImportances found = bound_importances(
      function_, function_.journey_failed[result.journey],
      {result.up.lower_unavailability, result.up.upper_unavailability}, alone, meter_);
  if (found.rows.empty() && meter_.spent()) meter_.cut();
  result.importance_bounds = std::move(found.rows);
  result.importance_left_out = found.left_out;
}

}  // namespace cutpoint
