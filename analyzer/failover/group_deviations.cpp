#include "analyzer/failover/group_deviations.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace cutpoint {

namespace {

constexpr std::size_t told_one_by_one = 12;

void append(const std::vector<EventId>& events, std::vector<EventId>& down) {
  std::copy_if(events.begin(), events.end(), std::back_inserter(down),
               [](EventId event) { return event.valid(); });
}

void append_group(const StructureFunction& function, const GroupCluster& cluster,
                  std::size_t position, std::vector<EventId>& down) {
  const FailoverGroup& group = function.failover_groups[cluster.groups[position]];
  append({group.failover, group.stuck}, down);
  for (const auto& one : group.cases) down.push_back(one.event);
  append(cluster.inner[position], down);
}

/// Of the bits that are set in a context.
void append_context(const StructureFunction& function, const GroupCluster& cluster,
                    std::size_t context, std::vector<EventId>& down) {
  const std::size_t arbiters = cluster.ground.size(), groups = cluster.first_group_bit();
  for (std::size_t bit = 0; (context >> bit) != 0; ++bit) {
    if (((context >> bit) & 1U) == 0) continue;
    if (bit < arbiters) {
      down.push_back(cluster.ground[bit]);
    } else if (bit < groups) {
      append(cluster.arbiter_events[bit - arbiters], down);
    } else {
      append_group(function, cluster, bit - groups, down);
    }
  }
}

}  // namespace

std::vector<FailoverGroup::Deviation> deviations_of(const StructureFunction& function,
                                                    const GroupCluster& cluster,
                                                    std::size_t position, const TimesOff& times) {
  const auto off = [&times](std::size_t context) {
    return times.too_much[context] + times.too_little[context];
  };
  std::vector<std::size_t> contexts(times.too_much.size());
  std::iota(contexts.begin(), contexts.end(), std::size_t{0});
  contexts.erase(std::remove_if(contexts.begin(), contexts.end(),
                                [&off](std::size_t context) { return off(context) <= 0.0; }),
                 contexts.end());
  std::stable_sort(contexts.begin(), contexts.end(),
                   [&off](std::size_t a, std::size_t b) { return off(a) > off(b); });
  std::vector<FailoverGroup::Deviation> deviations(std::min(contexts.size(), told_one_by_one + 1));
  for (std::size_t i = 0; i < contexts.size(); ++i) {
    FailoverGroup::Deviation& deviation = deviations[std::min(i, told_one_by_one)];
    append_context(function, cluster, contexts[i], deviation.down);
    deviation.too_much += times.too_much[contexts[i]];
    deviation.too_little += times.too_little[contexts[i]];
  }
  for (FailoverGroup::Deviation& deviation : deviations) {
    append_group(function, cluster, position, deviation.down);
    std::sort(deviation.down.begin(), deviation.down.end());
    deviation.down.erase(std::unique(deviation.down.begin(), deviation.down.end()),
                         deviation.down.end());
  }
  return deviations;
}

}  // namespace cutpoint
