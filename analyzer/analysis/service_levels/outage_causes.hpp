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

/// The causes of a journey's outages: groups in time with the lengths of their own chains, its
/// other single points with the lengths of their repairs and switches, pairs of failures with those
/// of either, and the rest as one cause with exponential ones. The share of time that they are on
/// is the journey's unavailability. Empty where the frequency of outages is not known. `working`:
/// events that are taken never to occur.
[[nodiscard]] std::vector<OutageCause> outage_causes(const DecisionDiagram& diagram,
                                                     const JourneyOutages& journey,
                                                     std::span<const EventId> working);

}  // namespace cutpoint
