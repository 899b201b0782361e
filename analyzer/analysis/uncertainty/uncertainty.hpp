/// Carries uncertain figures to the availability of journeys.
#pragma once

#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Adds the uncertainty of every journey with an exact result. The diagram holds the functions of
/// all journeys down, then of all journeys not full; each trial evaluates it with figures of its
/// own, so nothing is built again.
void add_uncertainty(const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
                     const UncertaintyOptions& options, Analysis& analysis);

}  // namespace cutpoint
