/// Sensitivity and advice; the way in asks them of a system.
#pragma once

#include "cutpoint/advice.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// Exact: the downtime is linear in the unavailability of each event, with its Birnbaum importance
/// as the slope; parts of several events, and those that a redundancy group moves away from, are
/// evaluated anew in the same diagram, with the group's switches as they then are, and further
/// instances of pools in a model of their own. A component's share of failures that a common cause
/// with `beta` takes away stays as it is: it has a row of its own. Not for fault trees, which state
/// probabilities.
[[nodiscard]] Sensitivity analyze_sensitivity(const Model& model, const StructureFunction& function,
                                              const AnalysisOptions& options = {});

/// Advice for a draft that builds without errors; a failure where money is in several
/// currencies. Deterministic.
[[nodiscard]] Result<Advice> advise(const Draft& draft, const AdviceOptions& options);

}  // namespace cutpoint
