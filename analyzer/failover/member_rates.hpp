/// How often the members of a group fail, with all that they stand on, and how long that lasts.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/failover/repair_phases.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct MemberRates {
  double failure_rate = 0;          ///< an hour of up time
  double repair_rate = 0;           ///< one by the mean hours of an outage
  std::vector<RepairPhase> repair;  ///< outages by about how long they last
};

/// By member. Leaves out what alone fails too many members. Nothing where it costs too much.
[[nodiscard]] std::optional<std::vector<MemberRates>> member_rates(
    const StructureFunction& function, const FailoverGroup& group);

/// How long the group's switches last: until the work has moved, by itself or by hand, or what
/// failed is back, whichever is first; with this mean over all.
[[nodiscard]] std::vector<OutageShare> switch_lengths(const FailoverGroup& group,
                                                      const std::vector<MemberRates>& rates,
                                                      double mean_hours);

}  // namespace cutpoint
