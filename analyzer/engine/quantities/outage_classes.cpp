#include "analyzer/engine/quantities/outage_classes.hpp"

#include <cmath>

namespace cutpoint {

double rate_before_end(const OutageClass& outage) {
  if (outage.at_most_hours <= 0.0) return outage.repair_rate;
  const double mean = 1.0 / (outage.repair_rate * outage.at_most_hours);  // as a share of r
  constexpr double rounding = 1e-12;
  if (mean >= 1.0 - rounding) return 0.0;
  double low = 0.0, high = 1.0 / mean;
  for (int step = 0; step < 60 && high - low > rounding * high; ++step) {
    const double middle = 0.5 * (low + high);
    (-std::expm1(-middle) / middle > mean ? low : high) = middle;
  }
  return high / outage.at_most_hours;
}

double mean_until_either(const OutageClass& outage, double other_rate) {
  if (outage.at_most_hours <= 0.0) return 1.0 / (outage.repair_rate + other_rate);
  const double rate = rate_before_end(outage) + other_rate;
  return rate > 0.0 ? -std::expm1(-rate * outage.at_most_hours) / rate : outage.at_most_hours;
}

double rate_within(const OutageClass& outage, double switch_rate) {
  if (outage.at_most_hours <= 0.0 || switch_rate <= 0.0) return outage.repair_rate;
  return 1.0 / mean_until_either(outage, switch_rate) - switch_rate;
}

std::vector<OutageClass> failures_by_length(const BasicEvent& event) {
  const FailureProcess& process = event.process;
  const double failures = process.rate * (1.0 - process.unavailability);
  const double cured = process.repair.cured;
  const double restart = process.repair.restart.in_hours();
  std::vector<OutageClass> classes;
  for (const OutageShare& outages : event.lengths) {
    classes.push_back({failures * outages.share, 1.0 / outages.hours, 0.0});
  }
  if (!classes.empty()) return classes;
  if (cured > 0.0 && restart > 0.0) classes.push_back({failures * cured, 1.0 / restart, restart});
  if (cured >= 1.0) return classes;
  const double others = (process.mean_repair_hours - cured * restart) / (1.0 - cured);
  if (others <= 0.0) return classes;
  const bool fixed = process.repair.distribution == RepairDistribution::fixed;
  classes.push_back({failures * (1.0 - cured), 1.0 / others, fixed ? others : 0.0});
  return classes;
}

}  // namespace cutpoint
