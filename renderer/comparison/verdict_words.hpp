/// What a change comes to, in a line, and what to do about it.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// A result or a change of the document that got worse in what people rely on.
[[nodiscard]] std::size_t regression_count(const Comparison& comparison);

/// "Worse: SLO worse: use; redundancy defeated by one failure: web (vm-1)", "Nothing got worse, 3
/// results are better", "No difference".
[[nodiscard]] std::string verdict_text(const Comparison& comparison);

/// Sentences, the most urgent first; empty where nothing got worse.
[[nodiscard]] std::vector<std::string> remedies(const Comparison& comparison);

}  // namespace cutpoint
