/// Journeys of which somebody says how available they must be.
#pragma once

#include <vector>

#include "lint/subject.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

/// A journey with a target, and what was found about it; refers to the subject.
struct JudgedJourney {
  const Journey& journey;
  const JourneyAnalysis& analysis;
  Target target;
};

/// In file order.
[[nodiscard]] std::vector<JudgedJourney> judged_journeys(const LintSubject& subject);

}  // namespace cutpoint
