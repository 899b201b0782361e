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

std::vector<NodeId> serving_at_first(const FailoverGroup& group) {
  std::vector<NodeId> serving;
  for (const std::uint32_t member : service_order(group)) {
    if (group.active_passive && serving.size() == slots_of(group)) break;
    serving.push_back(group.members[member]);
  }
  return serving;
}

}  // namespace cutpoint
