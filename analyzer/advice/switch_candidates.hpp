/// Switches by hand made automatic.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/advice/candidate.hpp"

namespace cutpoint {

/// One candidate for each redundancy group below the document's requirements that says `failover:
/// {automatic: false}`. Beside the availability, such a change is told by the
/// downtime of its group (`Analysis::groups`).
[[nodiscard]] std::vector<Candidate> switch_candidates(const Draft& draft);

/// Downtime of the group of those members before and after; nothing where it was not solved.
[[nodiscard]] std::optional<SideEffect> switching_effect(const std::vector<std::string>& members,
                                                         const Model& before_model,
                                                         const Analysis& before,
                                                         const Model& after_model,
                                                         const Analysis& after);

}  // namespace cutpoint
