/// Quantiles and intervals; the only user of Boost.Math.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace cutpoint {

/// The interval of a mean, or of a rate.
struct ConfidenceInterval {
  double low = 0;
  double high = 0;
};

/// Exact interval of the expected number of events of a Poisson process of which `count` were seen
/// (Garwood 1936): χ²(α/2; 2n)/2 to χ²(1−α/2; 2n+2)/2. Without an event the lower end is 0 and the
/// whole α is spent on the upper one: −ln α, the "rule of three" at 95 %.
[[nodiscard]] ConfidenceInterval poisson_interval(std::uint64_t count, double confidence);

/// Quantile of Student's t distribution that a two-sided interval needs.
[[nodiscard]] double student_quantile(double degrees, double confidence);

/// Interval of the ratio Σx/Σy from independent pairs (x, y): linearised, with Student's t. Absent
/// for fewer than two pairs.
[[nodiscard]] std::optional<ConfidenceInterval> ratio_interval(const std::vector<double>& x,
                                                               const std::vector<double>& y,
                                                               double confidence);

/// Interval of the mean of values that are not negative. From five on they are taken as log-normal
/// (Cox's method with Student's t: exp(m + s²/2 ± t·√(s²/n + s⁴/(2(n−1))))); fewer do not show a
/// spread and are taken as exponential, 2n·mean/χ²(2n), and so are equal values and those with a
/// zero among them. Absent where all are zero, or none is there.
[[nodiscard]] std::optional<ConfidenceInterval> mean_interval(const std::vector<double>& values,
                                                              double confidence);

/// P(X ≥ `least`) of a binomial variable of `trials` trials, each succeeding with probability `p`.
[[nodiscard]] double binomial_tail(std::uint32_t trials, std::uint32_t least, double p);

/// Regularised upper incomplete gamma function Γ(a, x)/Γ(a).
[[nodiscard]] double upper_gamma(double a, double x);

/// z with P(Z ≤ z) = p of a standard normal variable, p in (0, 1).
[[nodiscard]] double normal_quantile(double p);

/// P(X = `count`) of the same.
[[nodiscard]] double binomial_chance(std::uint32_t trials, std::uint32_t count, double p);

/// P(Z > z) of a standard normal variable.
[[nodiscard]] double normal_tail(double z);

}  // namespace cutpoint
