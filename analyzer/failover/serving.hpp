/// Who serves a redundancy group, in the long run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// How many members must serve at once for one user's, or all, work.
[[nodiscard]] std::size_t slots_of(const FailoverGroup& group);

/// How likely a free member is chosen to serve, against others: 1/λ, as who serves longest is met
/// most often.
[[nodiscard]] double choice_weight(double failure_rate);
/// How much of the time a member serves, against others of its group: it is chosen with 1/λ, and
/// stays for 1/λ.
[[nodiscard]] double serving_weight(double failure_rate);
/// The mean of members' rates, each for its share of the time that it serves.
[[nodiscard]] double serving_failure_rate(const std::vector<double>& failure_rates);

/// Chance that the group's work stands on these members: that one of those who serve, or the one
/// whose user is followed, is among them. `first_serves`: of a pair, the chain's share.
[[nodiscard]] double chance_of_hitting(const FailoverGroup& group,
                                       const std::vector<std::uint32_t>& members,
                                       double first_serves);

}  // namespace cutpoint
