#include "analyzer/observation/repair_times.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math/random_stream.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t enough_to_resample = 12;
constexpr std::size_t enough_by_themselves = 30;
constexpr std::size_t resamples = 2000;

struct MeanOfLogs {
  double log = 0;    ///< of the mean
  double error = 0;  ///< of that, by the spread of the values
};

template <class Draw>
MeanOfLogs mean_of(std::size_t count, const Draw& draw) {
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const double value = draw(i);
    sum += value;
    squares += value * value;
  }
  const auto n = static_cast<double>(count);
  const double mean = sum / n;
  const double variance = std::max(0.0, squares / n - mean * mean) * n / (n - 1.0);
  return {std::log(mean), std::sqrt(variance / n) / mean};
}

/// Of positive values that are not all equal.
ConfidenceInterval bootstrap_interval(const std::vector<double>& values, double confidence,
                                      std::uint64_t seed) {
  const std::size_t count = values.size();
  const MeanOfLogs seen = mean_of(count, [&](std::size_t i) { return values[i]; });
  RandomStream random(seed, count);
  std::vector<double> studentised;
  for (std::size_t i = 0; i < resamples; ++i) {
    const MeanOfLogs drawn = mean_of(count, [&](std::size_t) {
      return values[static_cast<std::size_t>(random.unit() * static_cast<double>(count))];
    });
    if (drawn.error > 0.0) studentised.push_back((drawn.log - seen.log) / drawn.error);
  }
  std::sort(studentised.begin(), studentised.end());
  const auto quantile = [&studentised](double share) {
    return studentised[static_cast<std::size_t>(share *
                                                static_cast<double>(studentised.size() - 1))];
  };
  const double missed = 0.5 * (1.0 - confidence);
  return {std::exp(seen.log - quantile(1.0 - missed) * seen.error),
          std::exp(seen.log - quantile(missed) * seen.error)};
}

/// A mean hangs on the longest of so many repairs where without it less than one in this is left:
/// of exponential ones that is rare enough (in 12 of 100 samples of two and of five, in 8 of three,
/// in 3 of four) to be worth saying.
double little_without_longest(std::size_t repairs) {
  constexpr double of_two = 8.0, of_three_and_four = 4.0, of_more = 2.0;
  constexpr std::size_t two = 2, four = 4;
  if (repairs <= two) return of_two;
  return repairs <= four ? of_three_and_four : of_more;
}

/// As of a distribution whose largest values a sample hardly ever holds.
bool spread_widely(const std::vector<double>& values) {
  constexpr double wide = 2.0;  // an exponential distribution has 1.6
  double sum = 0.0, squares = 0.0;
  for (const double value : values) sum += std::log(value);
  const auto n = static_cast<double>(values.size());
  for (const double value : values) squares += std::pow(std::log(value) - sum / n, 2);
  return squares / (n - 1.0) > wide;
}

}  // namespace

std::optional<DurationInterval> mean_repair_interval(const std::vector<Duration>& repairs,
                                                     double confidence, std::uint64_t seed) {
  std::vector<double> seconds;
  seconds.reserve(repairs.size());
  for (const Duration repair : repairs) seconds.push_back(repair.in_seconds());
  auto interval = mean_interval(seconds, confidence);
  if (!interval) return std::nullopt;
  const auto [least, largest] = std::minmax_element(seconds.begin(), seconds.end());
  if (seconds.size() >= enough_to_resample && *least > 0.0 && *least < *largest) {
    const ConfidenceInterval resampled = bootstrap_interval(seconds, confidence, seed);
    if (seconds.size() < enough_by_themselves || spread_widely(seconds)) {
      interval->low = std::min(interval->low, resampled.low);
      interval->high = std::max(interval->high, resampled.high);
    } else {
      interval = resampled;
    }
  }
  return DurationInterval{Duration::seconds(interval->low), Duration::seconds(interval->high)};
}

std::optional<Duration> median_repair(std::vector<Duration> repairs) {
  if (repairs.empty()) return std::nullopt;
  std::sort(repairs.begin(), repairs.end());
  const std::size_t middle = repairs.size() / 2;
  if (repairs.size() % 2 == 1) return repairs[middle];
  return Duration::seconds(0.5 * (repairs[middle - 1].in_seconds() + repairs[middle].in_seconds()));
}

std::optional<DominatedMean> dominated_mean(std::vector<Duration> repairs, double confidence,
                                            std::uint64_t seed) {
  constexpr std::size_t enough_for_one = 2, enough_for_two = 10;
  if (repairs.size() < enough_for_one) return std::nullopt;
  std::sort(repairs.begin(), repairs.end());
  const auto mean_without = [&repairs](std::size_t longest) {
    double sum = 0.0;
    for (std::size_t i = 0; i + longest < repairs.size(); ++i) sum += repairs[i].in_seconds();
    return sum / static_cast<double>(repairs.size() - longest);
  };
  const double mean = mean_without(0), one = mean_without(1);
  std::size_t longest = one < mean / little_without_longest(repairs.size()) ? 1 : 0;
  if (repairs.size() >= enough_for_two) {
    const double two = mean_without(2);
    if (two < mean / 3.0 && two < one / 2.0) longest = 2;
  }
  if (longest == 0) return std::nullopt;
  DominatedMean result;
  result.without = Duration::seconds(mean_without(longest));
  for (; longest > 0; --longest) {
    result.longest.push_back(repairs.back());
    repairs.pop_back();
  }
  result.interval_without = mean_repair_interval(repairs, confidence, seed);
  return result;
}

}  // namespace cutpoint
