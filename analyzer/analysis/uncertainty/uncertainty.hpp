/// Carries uncertain figures to the availability of journeys.
#pragma once

#include <optional>

#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/boxed.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

/// The share of time that a journey may be down by its promises; absent where nothing was promised
/// that trials could judge.
struct AllowedUnavailability {
  std::optional<double> slo;
  std::optional<double> sla;
};

struct PropagatedUncertainty {
  std::optional<UncertaintyRun> run;  ///< absent where nothing was sampled
  /// Those with an exact result; empty where nothing was sampled.
  IdVector<JourneyId, Boxed<JourneyUncertainty>> journeys;
};

/// The diagram holds the functions of all journeys down, then of all journeys not full; each trial
/// evaluates it with figures of its own, so nothing is built again but what groups in time do.
/// `allowed`: one a journey.
[[nodiscard]] PropagatedUncertainty propagate_uncertainty(
    const Model& model, const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
    const IdVector<JourneyId, AllowedUnavailability>& allowed, const UncertaintyOptions& options);

}  // namespace cutpoint
