/// Redundancy in time, as results: switching, standby and repair crews.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cutpoint/failover_results.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The recovery groups of the function, in its order.
[[nodiscard]] std::vector<FailoverGroupResult> group_recoveries(const StructureFunction& function);

/// Whether figures of groups in time count below a journey.
[[nodiscard]] bool stands_on_groups(const StructureFunction& function, JourneyId journey);

/// Positions of the recovery groups below a journey whose figures are not exact.
[[nodiscard]] std::vector<std::uint32_t> approximated_groups(const StructureFunction& function,
                                                             JourneyId journey);

/// Whether one of these is off by nobody knows how much.
[[nodiscard]] bool any_of_unknown_size(const StructureFunction& function,
                                       std::span<const std::uint32_t> groups);
/// The same of all that some journey stands on.
[[nodiscard]] bool any_of_unknown_size(const StructureFunction& function);

}  // namespace cutpoint
