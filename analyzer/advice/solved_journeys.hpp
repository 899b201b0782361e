/// Journeys by their diagrams, and by their states where there are none.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/analysis/state_solutions.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Of the function of a diagram, whose figures may be changed for a while: answers are for those
/// that it has then. The diagram, of the failures of all journeys in their order, must outlive it.
class SolvedJourneys {
 public:
  SolvedJourneys(const DecisionDiagram& diagram, EngineMeter& meter);

  [[nodiscard]] const DecisionDiagram& diagram() const { return diagram_; }
  [[nodiscard]] bool has_diagram(JourneyId journey) const {
    return diagram_.top(journey.index()) != DecisionDiagram::exhausted;
  }
  [[nodiscard]] bool is_exact(JourneyId journey) const {
    return has_diagram(journey) || states_of(journey) != nullptr;
  }
  /// With the figures that it was made with; none where the journey is not exact.
  [[nodiscard]] std::vector<EventSensitivity> sensitivities(
      JourneyId journey, const NodeProbabilities& probabilities) const;
  /// How probable its failure is. The end of its bounds that it surely stays below where it is not
  /// exact; nothing where the figures make members of a pool unlike that were alike.
  [[nodiscard]] std::optional<double> down(JourneyId journey,
                                           const NodeProbabilities& probabilities) const;

 private:
  [[nodiscard]] const StateSolution* states_of(JourneyId journey) const {
    return states_.of(diagram_.function().journey_failed[journey]);
  }

  const DecisionDiagram& diagram_;
  StateSolutions states_;
};

}  // namespace cutpoint
