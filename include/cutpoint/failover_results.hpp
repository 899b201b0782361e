/// What redundancy groups with a failover or repair crews do over time.
///
/// Plain values that own what they hold; copies are independent. Ids are those of the model; times
/// are means of a year of 365 days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/duration.hpp"
#include "cutpoint/id.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A redundancy group with the time that switching and repairs take, solved as a Markov chain.
/// These figures are part of the journeys' availability.
struct FailoverGroupResult {
  std::string name;                  ///< "api", or "any of api-1, api-2"
  std::vector<ComponentId> members;  ///< the pool, or the members that are components
  std::uint32_t needed = 1;
  std::optional<std::uint32_t> crews;  ///< where they are limited
  Duration counted;                    ///< downtime a year if switches and crews took no time
  Duration downtime;                   ///< a year, with switches, standby and crews
  Duration switching;                  ///< of that: automatic switches
  Duration failed_switches;  ///< of that: until moved by hand, repaired, or an arbiter is back
  Duration all_failed;       ///< of that: too few members work
  double outages_per_year = 0;
  GroupDoubt doubt = GroupDoubt::none;  ///< what keeps its figures from being exact
  std::size_t chain_states = 0;         ///< of the chain that they come from
};

}  // namespace cutpoint
