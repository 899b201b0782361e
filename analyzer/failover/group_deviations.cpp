#include "analyzer/failover/group_deviations.hpp"

#include <algorithm>
#include <numeric>

#include "analyzer/engine/quantities/outage_frequency.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t told_one_by_one = 12;

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
  const auto by_bit = events_by_bit(function, cluster);
  const auto append = [](const std::vector<EventId>& events, std::vector<EventId>& down) {
    down.insert(down.end(), events.begin(), events.end());
  };
  std::vector<FailoverGroup::Deviation> deviations(std::min(contexts.size(), told_one_by_one + 1));
  for (std::size_t i = 0; i < contexts.size(); ++i) {
    FailoverGroup::Deviation& deviation = deviations[std::min(i, told_one_by_one)];
    for (std::size_t bit = 0; (contexts[i] >> bit) != 0; ++bit) {
      if (((contexts[i] >> bit) & 1U) != 0) append(by_bit[bit], deviation.down);
    }
    deviation.too_much += times.too_much[contexts[i]];
    deviation.too_little += times.too_little[contexts[i]];
  }
  for (FailoverGroup::Deviation& deviation : deviations) {
    append(by_bit[cluster.first_group_bit() + position], deviation.down);
    std::sort(deviation.down.begin(), deviation.down.end());
    deviation.down.erase(std::unique(deviation.down.begin(), deviation.down.end()),
                         deviation.down.end());
  }
  return deviations;
}

}  // namespace cutpoint
