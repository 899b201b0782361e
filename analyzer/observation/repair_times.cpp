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
  struct Rule {
    std::uint32_t longest;
    std::size_t least_repairs;
    double most_left;
  };
  std::sort(repairs.begin(), repairs.end());
  double all = 0.0;
  for (const Duration repair : repairs) all += repair.in_seconds();
  const double mean = all / static_cast<double>(repairs.size());
  for (const Rule& rule : {Rule{1, 5, 1.0 / 2}, Rule{2, 10, 1.0 / 3}}) {
    if (repairs.size() < rule.least_repairs) break;
    const std::vector<Duration> others(repairs.begin(), repairs.end() - rule.longest);
    double rest = 0.0;
    for (const Duration repair : others) rest += repair.in_seconds();
    const double left = rest / static_cast<double>(others.size());
    if (left >= rule.most_left * mean) continue;
    DominatedMean result;
    result.longest.assign(repairs.rbegin(), repairs.rbegin() + rule.longest);
    result.without = Duration::seconds(left);
    result.interval_without = mean_repair_interval(others, confidence, seed);
    return result;
  }
  return std::nullopt;
}

}  // namespace cutpoint
