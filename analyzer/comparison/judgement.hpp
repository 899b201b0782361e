/// Which changes are for the worse, and which of these somebody relies on.
#pragma once

#include <string_view>
#include <vector>

#include "analyzer/comparison/result_values.hpp"

namespace cutpoint {

/// More than by rounding.
[[nodiscard]] bool differ_clearly(double a, double b);

/// Sets direction and regression of a result that differs. docs/reference/diff-output.md says the
/// same in words.
void judge(ResultChange& change, const Results& before, const Results& after);

/// Whether a change of the document takes back a promise, an objective or a safeguard, or widens an
/// acceptance, which no figure may show; `all` are those that it is made with.
[[nodiscard]] bool weakens(const DocumentChange& change, const std::vector<DocumentChange>& all);

/// Whether what is written there is judged by itself ("slo", "period"), rather than by what it does
/// to the results. An empty value: the key as a whole.
[[nodiscard]] bool weakens_by_itself(std::string_view key, std::string_view value);

}  // namespace cutpoint
