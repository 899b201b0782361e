/// What members of declared redundancy share, as far as it is worth a word.
#pragma once

#include <map>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

/// By group: events that alone defeat it, in the order of the journeys. What is no shared ground,
/// what a quorum over several places loses with one of them, and what lies under a nearer cause are
/// left out.
[[nodiscard]] std::map<GroupId, std::vector<EventId>> nearest_causes(const LintSubject& subject);

}  // namespace cutpoint
