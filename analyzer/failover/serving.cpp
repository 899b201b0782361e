#include "analyzer/failover/serving.hpp"

#include <algorithm>

namespace cutpoint {

std::size_t slots_of(const FailoverGroup& group) {
  return group.active_passive ? group.needed : std::size_t{1};
}

double choice_weight(double failure_rate) {
  constexpr double never = 1e12;
  return failure_rate > 0.0 ? 1.0 / failure_rate : never;
}

double serving_weight(double failure_rate) {
  constexpr double never = 1e-12;
  const double rate = std::max(failure_rate, never);
  return 1.0 / (rate * rate);
}

double serving_failure_rate(const std::vector<double>& failure_rates) {
  double weights = 0.0, sum = 0.0;
  for (const double rate : failure_rates) {
    weights += serving_weight(rate);
    sum += serving_weight(rate) * rate;
  }
  return sum / weights;
}

double chance_of_hitting(const FailoverGroup& group, const std::vector<std::uint32_t>& members,
                         double first_serves) {
  const std::size_t count = group.members.size();
  if (count == 2) return members.front() == 0 ? first_serves : 1.0 - first_serves;
  if (slots_of(group) == 1) {
    double hit = 0.0, all = 0.0;
    for (const double rate : group.failure_rates) all += serving_weight(rate);
    for (const std::uint32_t member : members) hit += serving_weight(group.failure_rates[member]);
    return hit / all;
  }
  double spared = 1.0;
  for (std::size_t slot = 0; slot < slots_of(group); ++slot) {
    spared *=
        static_cast<double>(count - members.size() - slot) / static_cast<double>(count - slot);
  }
  return 1.0 - spared;
}

}  // namespace cutpoint
