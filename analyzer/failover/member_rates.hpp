/// How often the members of a group fail, and for how long, with all that they run on and need.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/failover/failover_chain.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct MemberRates {
  double failure_rate = 0;  ///< by hour of up time
  double repair_rate = 0;
  std::vector<OutageClass> classes;  ///< its outages by length
  bool one_event = false;            ///< fails by a single event that no other member shares
};

/// Of each member of a group that is not calibrated yet, leaving out what fails so many at once
/// that fewer than `needed` remain (then nothing is left to take over). Nothing where a member is
/// too large to compute.
[[nodiscard]] std::optional<std::vector<MemberRates>> member_rates(
    const StructureFunction& function, const FailoverGroup& group);

}  // namespace cutpoint
