/// Which changes are for the worse, and which of these somebody relies on.
#pragma once

#include "analyzer/comparison/result_values.hpp"

namespace cutpoint {

/// More than by rounding.
[[nodiscard]] bool differ_clearly(double a, double b);

/// Sets direction and regression of a result that differs. docs/reference/diff-output.md says the
/// same in words.
void judge(ResultChange& change, const Results& before, const Results& after);

/// Whether a change of the document takes back a promise, an objective or a safeguard that no
/// figure may show: slo, sla, objectives, backups, replication, artifact, health_check.
[[nodiscard]] bool weakens(const DocumentChange& change);

}  // namespace cutpoint
