/// How often the members of a group fail, with all that they stand on, and how long that lasts.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/failover/chain/repair_phases.hpp"
#include "analyzer/structure/function_part.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct MemberRates {
  double failure_rate = 0;          ///< an hour of up time
  double repair_rate = 0;           ///< one by the mean hours of an outage
  std::vector<RepairPhase> repair;  ///< outages by about how long they last
};

/// By member. Nothing where it costs too much.
using RatesOfMembers = std::optional<std::vector<MemberRates>>;

/// What lies below a group's members, and decides their rates.
struct MembersPart {
  FunctionPart part;  ///< its roots are the members
  std::uint32_t needed = 1;
  double switch_rate = 0;  ///< of an outage that waits for a switch; 0 where there is none
};
[[nodiscard]] MembersPart members_part(const StructureFunction& function,
                                       const FailoverGroup& group);

/// Leaves out what alone fails too many members.
[[nodiscard]] RatesOfMembers member_rates(MembersPart members);
[[nodiscard]] inline RatesOfMembers member_rates(const StructureFunction& function,
                                                 const FailoverGroup& group) {
  return member_rates(members_part(function, group));
}

/// How long the group's switches last: until the work has moved, by itself or by hand, or what
/// failed is back, whichever is first; with this mean over all.
[[nodiscard]] std::vector<OutageShare> switch_lengths(const FailoverGroup& group,
                                                      const std::vector<MemberRates>& rates,
                                                      double mean_hours);

}  // namespace cutpoint
