#include "analyzer/failover/chain/serving.hpp"

#include <algorithm>
#include <numeric>

namespace cutpoint {

std::size_t slots_of(const FailoverGroup& group) {
  return group.active_passive ? group.needed : std::size_t{1};
}

std::vector<std::uint32_t> service_order(const FailoverGroup& group) {
  std::vector<std::uint32_t> order(group.members.size());
  std::iota(order.begin(), order.end(), 0U);
  if (group.hosts > 1) {
    std::stable_sort(order.begin(), order.end(), [&group](std::uint32_t a, std::uint32_t b) {
      return a % group.hosts < b % group.hosts;
    });
  }
  return order;
}

FailoverGroup::MemberSwitch any_switch(const FailoverGroup& group) {
  return {group.success, group.switch_hours, group.manual_hours, group.return_hours, 0.0};
}

FailoverGroup::MemberSwitch switch_between(const FailoverGroup::MemberSwitch& from,
                                           const FailoverGroup::MemberSwitch& to) {
  FailoverGroup::MemberSwitch moves = from;
  moves.switch_hours += to.start_hours;
  if (moves.manual_hours > 0.0) moves.manual_hours += to.start_hours;
  moves.return_hours = to.return_hours;
  return moves;
}

std::vector<NodeId> serving_at_first(const FailoverGroup& group) {
  std::vector<NodeId> serving;
  for (const std::uint32_t member : service_order(group)) {
    if (group.active_passive && serving.size() == slots_of(group)) break;
    serving.push_back(group.members[member]);
  }
  return serving;
}

}  // namespace cutpoint
