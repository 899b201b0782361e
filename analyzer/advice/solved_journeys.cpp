#include "analyzer/advice/solved_journeys.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

SolvedJourneys::SolvedJourneys(const StructureFunction& function, const DecisionDiagram& diagram,
                               EngineMeter& meter)
    : function_(function), diagram_(diagram), states_(function.journey_failed.size()) {
  // What is estimated has an interval, as in the analysis.
  const bool is_estimated =
      std::any_of(function.events.begin(), function.events.end(),
                  [](const BasicEvent& event) { return event.relative_error > 0.0; });
  if (is_estimated) return;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const JourneyId journey(i);
    if (has_diagram(journey)) continue;
    auto solution = StateSolution::of(function, function.journey_failed[journey], meter);
    if (solution && solution->counts_members()) states_[i].emplace(std::move(*solution));
  }
}

std::vector<EventSensitivity> SolvedJourneys::sensitivities(
    JourneyId journey, const NodeProbabilities& probabilities) const {
  if (has_diagram(journey)) {
    return cutpoint::sensitivities(diagram_, probabilities, diagram_.top(journey.index()));
  }
  const auto& states = states_[journey.index()];
  return states ? states->sensitivities() : std::vector<EventSensitivity>();
}

std::optional<double> SolvedJourneys::down(JourneyId journey,
                                           const NodeProbabilities& probabilities) const {
  if (has_diagram(journey)) {
    return std::clamp(probabilities[diagram_.top(journey.index())], 0.0, 1.0);
  }
  if (const auto& states = states_[journey.index()]; states) return states->with_present_figures();
  return std::min(1.0, bound_probabilities(function_)[function_.journey_failed[journey]].upper);
}

}  // namespace cutpoint
