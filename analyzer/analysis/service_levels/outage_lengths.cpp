#include "analyzer/analysis/service_levels/outage_lengths.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analyzer/engine/quantities/outage_classes.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

OutageLengths OutageLengths::exponential(double mean_hours) {
  OutageLengths result;
  result.add_until(1.0, mean_hours, 0.0);
  return result;
}

OutageLengths OutageLengths::of(const FailureProcess& process) {
  OutageLengths result;
  const double cured = process.repair.cured;
  const double restart = process.repair.restart.in_hours();
  if (cured > 0.0 && restart > 0.0) result.add_until(cured, restart, restart);
  if (cured >= 1.0) return result;
  const double mean = (process.mean_repair_hours - cured * restart) / (1.0 - cured);
  if (mean <= 0.0) return result;
  const double shape = process.repair.shape;
  switch (process.repair.distribution) {
    case RepairDistribution::exponential:
      result.add_until(1.0 - cured, mean, 0.0);
      break;
    case RepairDistribution::fixed:
      result.add_until(1.0 - cured, mean, mean);
      break;
    case RepairDistribution::log_normal:
      result.parts_.push_back({Kind::log_normal, 1.0 - cured, mean, shape, 0.0});
      break;
    case RepairDistribution::weibull:
      result.parts_.push_back({Kind::weibull, 1.0 - cured, mean, shape, 0.0});
      break;
  }
  return result;
}

OutageLengths OutageLengths::by_chances(const std::vector<double>& hours,
                                        const std::vector<double>& longer) {
  Part part;
  part.kind = Kind::by_chances;
  part.share = 1.0;
  part.hours = hours;
  part.longer = longer;
  part.left.assign(hours.size(), 0.0);
  const std::size_t last = hours.size() - 1;
  const double end = std::log(longer[last - 1] / longer[last]) / (hours[last] - hours[last - 1]);
  part.left[last] = end > 0.0 ? longer[last] / end : 0.0;
  part.shape = std::max(end, 1e-300);
  for (std::size_t i = last; i-- > 0;) {
    // As an exponential function between the two.
    const double drop = longer[i] - longer[i + 1], step = hours[i + 1] - hours[i];
    const double mean = drop > 1e-9 * longer[i] ? drop / std::log(longer[i] / longer[i + 1])
                                                : 0.5 * (longer[i] + longer[i + 1]);
    part.left[i] = part.left[i + 1] + mean * step;
  }
  part.mean = part.left.front();
  OutageLengths result;
  result.parts_.push_back(std::move(part));
  return result;
}

/// Between two lengths the cubic of both values and slopes; what is left falls by the chance to
/// last longer.
double OutageLengths::left_by_chances(const Part& part, double hours) {
  if (hours >= part.hours.back()) {
    return part.left.back() * std::exp(-part.shape * (hours - part.hours.back()));
  }
  const auto above = std::upper_bound(part.hours.begin(), part.hours.end(), hours);
  const auto i = static_cast<std::size_t>(above - part.hours.begin() - 1);
  const double step = part.hours[i + 1] - part.hours[i], t = (hours - part.hours[i]) / step;
  const double rest = 1.0 - t;
  return rest * rest * (1.0 + 2.0 * t) * part.left[i] + t * t * (3.0 - 2.0 * t) * part.left[i + 1] -
         step * t * rest * (rest * part.longer[i] - t * part.longer[i + 1]);
}

void OutageLengths::add_until(double share, double mean_hours, double at_most_hours) {
  if (share <= 0.0 || mean_hours <= 0.0) return;
  const OutageClass outage{share, 1.0 / mean_hours, at_most_hours};
  parts_.push_back({Kind::until, share, mean_hours, rate_before_end(outage), at_most_hours});
}

double OutageLengths::mean() const {
  double sum = 0.0;
  for (const Part& part : parts_) sum += part.share * part.mean;
  return sum;
}

double OutageLengths::left_after(double hours) const {
  double sum = 0.0;
  for (const Part& part : parts_) sum += part.share * left_after(part, hours);
  return sum;
}

double OutageLengths::left_after(const Part& part, double hours) {
  if (hours <= 0.0) return part.mean;
  switch (part.kind) {
    case Kind::until: {
      const double rate = part.shape;
      if (part.end <= 0.0) return part.mean * std::exp(-rate * hours);
      const double rest = part.end - hours;
      if (rest <= 0.0) return 0.0;
      return rate > 0.0 ? std::exp(-rate * hours) * -std::expm1(-rate * rest) / rate : rest;
    }
    case Kind::log_normal: {
      // As the price of a call option: m·Φ(d + σ) − x·Φ(d).
      const double d = (std::log(part.mean / hours) - 0.5 * part.shape * part.shape) / part.shape;
      return std::max(0.0, part.mean * normal_tail(-d - part.shape) - hours * normal_tail(-d));
    }
    case Kind::weibull: {
      const double scale = part.mean / std::tgamma(1.0 + 1.0 / part.shape);
      return part.mean * upper_gamma(1.0 / part.shape, std::pow(hours / scale, part.shape));
    }
    case Kind::by_chances:
      return left_by_chances(part, hours);
  }
  return 0.0;
}

bool OutageLengths::is_exponential() const {
  return parts_.size() == 1 && parts_.front().kind == Kind::until && parts_.front().end <= 0.0;
}

std::vector<double> OutageLengths::fixed() const {
  std::vector<double> lengths;
  for (const Part& part : parts_) {
    if (part.kind == Kind::until && part.end > 0.0) lengths.push_back(part.end);
  }
  return lengths;
}

}  // namespace cutpoint
