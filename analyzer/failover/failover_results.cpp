#include "analyzer/failover/failover_results.hpp"

#include <algorithm>
#include <array>

#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

Duration a_year(double share) {
  return Duration::seconds(share * Duration::year);
}

/// Positions of those whose figures count below a journey.
std::vector<std::uint32_t> groups_below(const StructureFunction& function, JourneyId journey) {
  std::vector<std::uint32_t> result;
  if (function.failover_groups.empty()) return result;
  const auto below = mark_below(
      function, std::array{function.journey_failed[journey], function.journey_not_full[journey]});
  const auto counts = [&](EventId event) {
    return event.valid() && function.event_nodes[event].valid() &&
           below[function.event_nodes[event]] != 0;
  };
  for (std::uint32_t i = 0; i < function.failover_groups.size(); ++i) {
    const FailoverGroup& group = function.failover_groups[i];
    if (!group.node.valid()) continue;
    // What a group does to its members may be seen past it.
    const bool seen =
        group.shapes_members() && std::any_of(group.own.begin(), group.own.end(), counts);
    if (below[group.node] != 0 || counts(group.failover) || seen) result.push_back(i);
  }
  return result;
}

}  // namespace

std::vector<FailoverGroupResult> group_recoveries(const StructureFunction& function) {
  std::vector<FailoverGroupResult> result;
  for (const FailoverGroup& group : function.failover_groups) {
    FailoverGroupResult row;
    row.name = group.name;
    row.members = group.components;
    row.needed = group.needed;
    if (group.crews != 0) row.crews = group.crews;
    row.counted = a_year(group.shares.instantly);
    row.downtime = a_year(group.shares.down());
    row.switching = a_year(group.shares.switching);
    row.failed_switches = a_year(group.shares.failed_switch);
    row.all_failed = a_year(group.shares.all_failed);
    row.outages_per_year = group.shares.outages_per_hour * Duration::year / Duration::hour;
    row.doubt = group.doubt;
    row.chain_states = group.chain_states;
    result.push_back(std::move(row));
  }
  return result;
}

bool stands_on_groups(const StructureFunction& function, JourneyId journey) {
  return !groups_below(function, journey).empty();
}

std::vector<std::uint32_t> approximated_groups(const StructureFunction& function,
                                               JourneyId journey) {
  std::vector<std::uint32_t> groups = groups_below(function, journey);
  std::erase_if(groups, [&function](std::uint32_t group) {
    return function.failover_groups[group].doubt == GroupDoubt::none;
  });
  return groups;
}

bool any_of_unknown_size(const StructureFunction& function, std::span<const std::uint32_t> groups) {
  return std::any_of(groups.begin(), groups.end(), [&function](std::uint32_t group) {
    return !has_known_size(function.failover_groups[group].doubt);
  });
}

bool any_of_unknown_size(const StructureFunction& function) {
  for (std::size_t i = 0; i < function.journey_failed.size(); ++i) {
    if (any_of_unknown_size(function, approximated_groups(function, JourneyId(i)))) return true;
  }
  return false;
}

}  // namespace cutpoint
