/// Runs the trials of a plan on several threads.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/analysis/uncertainty/trial_plan.hpp"

namespace cutpoint {

/// By top and trial; empty for tops that are certain.
using TrialResults = std::vector<std::vector<double>>;

/// The trials first, first + 1, …
struct TrialRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// Trials depend on their number alone, so which thread or machine runs which changes nothing.
/// `threads`: 0 for one for each core.
[[nodiscard]] TrialResults run_trials(const TrialPlan& plan, const TrialRange& range,
                                      std::uint64_t seed, unsigned threads);

}  // namespace cutpoint
