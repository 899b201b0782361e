/// Carries uncertain figures to the availability of journeys.
#pragma once

#include <optional>

#include "analyzer/analysis/uncertainty/joined_trials.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/boxed.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/shard.hpp"
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
/// `allowed`: one a journey. `joined`: trials that were run elsewhere, or null; where they are not
/// of this diagram and these options, they are marked so and nothing is propagated.
[[nodiscard]] PropagatedUncertainty propagate_uncertainty(
    const Model& model, const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
    const IdVector<JourneyId, AllowedUnavailability>& allowed, const UncertaintyOptions& options,
    JoinedTrials* joined = nullptr);

/// The trials of one shard, of as many `journeys` as the diagram holds. A failure where there are
/// none.
[[nodiscard]] Result<UncertaintyPart> trials_of_shard(
    const Model& model, const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
    std::size_t journeys, const UncertaintyOptions& options, const Shard& shard);

}  // namespace cutpoint
