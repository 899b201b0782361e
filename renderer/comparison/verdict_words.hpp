/// What a change comes to, in a line, and what to do about it.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// Intervals of a result overlap, so that nobody knows whether it got worse.
[[nodiscard]] bool is_undecided(const Comparison& comparison);

/// "Worse: SLO worse: use; redundancy defeated by one failure: web (vm-1)", "Nothing got worse; 3
/// results are better", "No difference".
[[nodiscard]] std::string verdict_text(const Comparison& comparison);

/// Sentences, the most urgent first; empty where nothing got worse.
[[nodiscard]] std::vector<std::string> remedies(const Comparison& comparison);

}  // namespace cutpoint
