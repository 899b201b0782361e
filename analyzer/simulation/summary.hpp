/// From the batches of a simulation to estimates and distributions.
#pragma once

#include <vector>

#include "analyzer/simulation/batch.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

/// Lengths to count a journey's downtime over: year, month, the period of its `slo`, that of its
/// `sla`.
[[nodiscard]] JourneyPeriods periods_of(const Journey& journey);

/// Adds to a plan what is counted for each journey, and the views that its promises are judged by.
void plan_journeys(const Model& model, BatchPlan& plan);

[[nodiscard]] JourneySimulation summarise(const Model& model, JourneyId journey,
                                          const BatchPlan& plan, const std::vector<Batch>& batches,
                                          double confidence);

}  // namespace cutpoint
