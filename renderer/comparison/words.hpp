/// What all forms of a comparison say in the same words.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// "needs", "wants", "runs on", "any of a, b", "linked"; with ", fallback 95%" where there is one.
[[nodiscard]] std::string edge_kind_text(const ModelEdge& edge);
/// "web → db (needs)".
[[nodiscard]] std::string edge_text(const ModelEdge& edge);
/// "replicas 2 → 3", "mtbf 30 d → 60 d", "can fail now".
[[nodiscard]] std::vector<std::string> difference_texts(const ComponentChange& change);

/// Availabilities before and after, with as many digits as the verdicts on them need.
[[nodiscard]] std::string availability_before(const JourneyComparison& journey);
[[nodiscard]] std::string availability_after(const JourneyComparison& journey);

}  // namespace cutpoint
