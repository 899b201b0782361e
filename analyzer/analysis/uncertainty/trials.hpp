/// Runs the trials of a plan on several threads.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/analysis/uncertainty/trial_plan.hpp"

namespace cutpoint {

/// Result of each trial, by top and trial; empty for tops that are certain. Trials depend on their
/// number alone, so which thread runs which changes nothing. `threads`: 0 for one for each core.
[[nodiscard]] std::vector<std::vector<double>> run_trials(const TrialPlan& plan,
                                                          std::uint32_t samples, std::uint64_t seed,
                                                          unsigned threads);

}  // namespace cutpoint
