#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "analyzer/analysis/service_levels/outage_causes.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

using Complex = std::complex<double>;

/// Transform of the probability of exceeding: (1 − E e^(−sD)) / s.
Complex transform(const std::vector<OutagesOfLength>& causes, double period, Complex s) {
  Complex exponent = 0.0;
  for (const OutagesOfLength& cause : causes) {
    const Complex length = s * cause.hours;
    exponent -= period * cause.per_hour * length / (1.0 + length);
  }
  return (1.0 - std::exp(exponent)) / s;
}

/// Alternating series by Euler's transformation: the binomial mean of the last partial sums.
double invert(const std::vector<OutagesOfLength>& causes, double period, double at,
              std::size_t terms) {
  constexpr double damping = 23.0;  // discretisation error e^−23
  constexpr std::size_t averaged = 12;
  const auto value = [&](std::size_t k) {
    const Complex s(damping / (2.0 * at), static_cast<double>(k) * std::numbers::pi / at);
    return transform(causes, period, s).real();
  };
  double sum = 0.5 * value(0);
  double sign = -1.0;
  for (std::size_t k = 1; k <= terms; ++k, sign = -sign) sum += sign * value(k);
  double mean = 0.0;
  double weight = std::ldexp(1.0, -static_cast<int>(averaged));
  for (std::size_t j = 0; j <= averaged; ++j) {
    mean += weight * sum;
    weight *= static_cast<double>(averaged - j) / static_cast<double>(j + 1);
    sum += sign * value(terms + j + 1);
    sign = -sign;
  }
  return std::exp(damping / 2.0) / at * mean;
}

}  // namespace

double probability_of_exceeding(const std::vector<OutagesOfLength>& causes, double period_hours,
                                double allowed_hours) {
  double outages = 0.0, mean = 0.0, variance = 0.0;
  for (const OutagesOfLength& cause : causes) {
    const double number = cause.per_hour * period_hours;
    outages += number;
    mean += number * cause.hours;
    variance += 2.0 * number * cause.hours * cause.hours;
  }
  if (outages <= 0.0 || allowed_hours >= period_hours) return 0.0;
  if (allowed_hours <= 0.0) return -std::expm1(-outages);
  if (variance <= 0.0) return 0.0;
  const double spread = std::sqrt(variance);
  // The transform oscillates with the mean and dies out with the spread.
  constexpr double fewest = 60.0, most = 20000.0;
  const double terms = 6.0 * std::max(mean, allowed_hours) / spread;
  if (terms > most) return normal_tail((allowed_hours - mean) / spread);
  const double result = invert(causes, period_hours, allowed_hours,
                               static_cast<std::size_t>(std::max(fewest, terms)));
  return std::clamp(result, 0.0, -std::expm1(-outages));
}

}  // namespace cutpoint
