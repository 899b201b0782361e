/// Why a journey goes down, how often and for how long: what the distribution of its downtime in a
/// period is made of.
#pragma once

#include <span>
#include <vector>

#include "analyzer/analysis/service_levels/downtime_in_period.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/availability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// What is known of a journey's outages.
struct JourneyOutages {
  JourneyId journey;
  AvailabilityResult up;
  std::vector<EventId> alone;            ///< its single points of failure
  std::vector<EventSensitivity> events;  ///< that take part, by event
};

/// By event: whether it says what a group in time does, and whether that of one whose members are
/// not alike. The same for all journeys of a function.
struct GroupedEvents {
  std::vector<bool> of_group, of_unequal;
  explicit GroupedEvents(const StructureFunction& function);
};

/// All that takes a journey down.
struct JourneyCauses {
  std::vector<OutageCause> causes;
  bool grouped = false;  ///< redundancy groups in time are among what it depends on
  /// Each of these is a cause with the lengths of its own chain, of which no time was fitted and
  /// whose members are alike. Else it is known how often and how long on average, and little of how
  /// these lengths spread.
  bool followed = true;
  double of_several = 0;  ///< share of the downtime that comes from failures that meet
};

/// The causes of a journey's outages: groups in time with the lengths of their own chains, its
/// other single points with the lengths of their repairs and switches, pairs of failures with those
/// of either, and the rest as one cause with exponential ones. The share of time that they are on
/// is the journey's unavailability. Empty where the frequency of outages is not known. `working`:
/// events that are taken never to occur.
[[nodiscard]] JourneyCauses outage_causes(const DecisionDiagram& diagram,
                                          const GroupedEvents& grouped,
                                          const JourneyOutages& journey,
                                          std::span<const EventId> working);

}  // namespace cutpoint
