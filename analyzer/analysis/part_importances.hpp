/// How much of a journey's downtime hangs on a component with all its instances.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/states/state_solution.hpp"
#include "cutpoint/importance.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// Of journeys one after the other. The diagram, of which the first tops are those of the journeys
/// down, must live as long.
class PartImportances {
 public:
  explicit PartImportances(const DecisionDiagram& diagram) : diagram_(diagram) {}

  /// Criticalities of instances must not be added up: what stops a journey together would count
  /// once for each. `importance` by falling criticality; `unavailability` of the journey;
  /// `solution` of one without a diagram.
  [[nodiscard]] std::vector<PartImportance> of(JourneyId journey,
                                               const std::vector<Importance>& importance,
                                               double unavailability,
                                               const StateSolution* solution);

 private:
  /// Of each journey, if no instance ever failed; empty where that takes too long.
  [[nodiscard]] const std::vector<double>& without(ComponentId component);
  [[nodiscard]] std::optional<double> without(ComponentId component, JourneyId journey,
                                              const StateSolution* solution);

  const DecisionDiagram& diagram_;
  std::map<ComponentId, std::vector<double>> without_;
  std::size_t work_ = 0;  ///< of evaluating the diagram so far
};

}  // namespace cutpoint
