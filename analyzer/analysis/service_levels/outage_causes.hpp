/// Why a journey goes down, how often and for how long: what the distribution of its downtime in a
/// period is made of.
#pragma once

#include <span>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/pair_outages.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Probability that outages of these causes, each a Poisson process with exponential lengths, add
/// up to more than `allowed_hours` in `period_hours`: a compound Poisson distribution, from its
/// Laplace transform by Euler summation (Abate and Whitt 1995). Good to about 1e-8.
[[nodiscard]] double probability_of_exceeding(const std::vector<OutagesOfLength>& causes,
                                              double period_hours, double allowed_hours);

/// The causes of a journey's outages: its single points by the lengths of their repairs and
/// switches, pairs of failures, and the rest as one. Their downtime adds up to the journey's. Empty
/// where the frequency of outages is not known. `working`: events that are taken never to occur.
[[nodiscard]] std::vector<OutagesOfLength> outage_causes(const DecisionDiagram& diagram,
                                                         const JourneyAnalysis& journey,
                                                         std::span<const EventId> working);

}  // namespace cutpoint
