#include "model/base/math/statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace cutpoint {

namespace math = boost::math;

ConfidenceInterval poisson_interval(std::uint64_t count, double confidence) {
  const double missed = 1.0 - confidence;
  const auto n = static_cast<double>(count);
  if (count == 0) return {0.0, -std::log(missed)};
  const auto half_chi_squared = [](double degrees, double p) {
    return 0.5 * math::quantile(math::chi_squared(degrees), p);
  };
  return {half_chi_squared(2.0 * n, missed / 2.0),
          half_chi_squared(2.0 * n + 2.0, 1.0 - missed / 2.0)};
}

double student_quantile(double degrees, double confidence) {
  return math::quantile(math::students_t(degrees), 0.5 + confidence / 2.0);
}

std::optional<ConfidenceInterval> ratio_interval(const std::vector<double>& x,
                                                 const std::vector<double>& y, double confidence) {
  assert(x.size() == y.size());
  const double sum_y = std::accumulate(y.begin(), y.end(), 0.0);
  if (x.size() < 2 || sum_y <= 0.0) return std::nullopt;
  const double ratio = std::accumulate(x.begin(), x.end(), 0.0) / sum_y;
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double off = x[i] - ratio * y[i];
    squares += off * off;
  }
  const auto n = static_cast<double>(x.size());
  const double error = std::sqrt(n / (n - 1.0) * squares) / sum_y;
  const double reach = student_quantile(n - 1.0, confidence) * error;
  return ConfidenceInterval{ratio - reach, ratio + reach};
}

namespace {

/// Of exponential times with this sum: 2·sum/mean is chi-square with 2n degrees of freedom.
ConfidenceInterval exponential_mean_interval(double sum, double n, double confidence) {
  const math::chi_squared distribution(2.0 * n);
  return {2.0 * sum / math::quantile(distribution, 0.5 + confidence / 2.0),
          2.0 * sum / math::quantile(distribution, 0.5 - confidence / 2.0)};
}

}  // namespace

std::optional<ConfidenceInterval> mean_interval(const std::vector<double>& values,
                                                double confidence) {
  constexpr std::size_t enough_for_spread = 5;
  const auto n = static_cast<double>(values.size());
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (sum <= 0.0) return std::nullopt;
  const auto [least, largest] = std::minmax_element(values.begin(), values.end());
  // Equal times show no spread, and a time of zero has no logarithm.
  if (values.size() < enough_for_spread || *least <= 0.0 || *least == *largest) {
    return exponential_mean_interval(sum, n, confidence);
  }
  double sum_of_logs = 0.0;
  for (const double value : values) sum_of_logs += std::log(value);
  const double mean = sum_of_logs / n;
  double squares = 0.0;
  for (const double value : values) squares += (std::log(value) - mean) * (std::log(value) - mean);
  const double variance = squares / (n - 1.0);
  const double error = std::sqrt(variance / n + variance * variance / (2.0 * (n - 1.0)));
  const double reach = student_quantile(n - 1.0, confidence) * error;
  const double centre = mean + variance / 2.0;
  return ConfidenceInterval{std::exp(centre - reach), std::exp(centre + reach)};
}

double binomial_tail(std::uint32_t trials, std::uint32_t least, double p) {
  if (least == 0) return 1.0;
  if (least > trials || p <= 0.0) return 0.0;
  if (p >= 1.0) return 1.0;
  // P(X ≥ k) = I_p(k, n − k + 1), the regularised incomplete beta function.
  return boost::math::ibeta(static_cast<double>(least), static_cast<double>(trials - least) + 1.0,
                            p);
}

double normal_quantile(double p) {
  return math::quantile(math::normal(), p);
}

double upper_gamma(double a, double x) {
  return math::gamma_q(a, x);
}

double binomial_chance(std::uint32_t trials, std::uint32_t count, double p) {
  if (count > trials) return 0.0;
  if (p <= 0.0) return count == 0 ? 1.0 : 0.0;
  if (p >= 1.0) return count == trials ? 1.0 : 0.0;
  // The density of the beta distribution is n + 1 times as high.
  const double n = trials, k = count;
  return boost::math::ibeta_derivative(k + 1.0, n - k + 1.0, p) / (n + 1.0);
}

double normal_tail(double z) {
  return math::cdf(math::complement(math::normal(), z));
}

}  // namespace cutpoint
