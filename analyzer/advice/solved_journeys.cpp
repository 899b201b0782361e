#include "analyzer/advice/solved_journeys.hpp"

#include <algorithm>

namespace cutpoint {

SolvedJourneys::SolvedJourneys(const DecisionDiagram& diagram, EngineMeter& meter)
    : diagram_(diagram), states_(diagram, diagram.function().journey_failed.raw(), meter) {}

std::vector<EventSensitivity> SolvedJourneys::sensitivities(
    JourneyId journey, const NodeProbabilities& probabilities) const {
  if (has_diagram(journey)) {
    return cutpoint::sensitivities(diagram_, probabilities, diagram_.top(journey.index()));
  }
  const StateSolution* states = states_of(journey);
  return states != nullptr ? states->sensitivities() : std::vector<EventSensitivity>();
}

std::optional<double> SolvedJourneys::down(JourneyId journey,
                                           const NodeProbabilities& probabilities) const {
  if (has_diagram(journey)) {
    return std::clamp(probabilities[diagram_.top(journey.index())], 0.0, 1.0);
  }
  if (const auto* states = states_of(journey)) return states->with_present_figures();
  const StructureFunction& function = diagram_.function();
  return std::min(1.0, bound_probabilities(function)[function.journey_failed[journey]].upper);
}

}  // namespace cutpoint
