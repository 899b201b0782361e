#include "analyzer/simulation/downtime_interval.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

/// All causes of the run, as they would be with their rates times a factor.
class ScaledRun {
 public:
  ScaledRun(std::vector<OutageCause> causes, double down_hours, double hours)
      : causes_(std::move(causes)), down_(down_hours), hours_(hours) {}

  /// The factor with which more downtime than there was has this probability.
  [[nodiscard]] double factor(double probability) const {
    const double wanted = normal_quantile(probability);
    // As a normal deviate the probability is nearly linear in the logarithm of the factor.
    double low = 0.0, at_low = deviate(0.0) - wanted;
    double high = low, at_high = at_low;
    for (double reach = at_low < 0.0 ? 0.25 : -0.25; at_low * at_high > 0.0; reach *= 2.0) {
      if (std::abs(reach) > most) return std::exp(reach);
      low = high;
      at_low = at_high;
      high = reach;
      at_high = deviate(high) - wanted;
    }
    return std::exp(root(wanted, low, at_low, high, at_high));
  }

  /// So many outages that the lattice of the distribution is too coarse, and their sum is normal.
  [[nodiscard]] bool is_narrow() const {
    constexpr double reach = 0.1, sure = 1e-4;
    return probability_of_exceeding(causes_, hours_, down_ * (1.0 + reach)) < sure &&
           probability_of_exceeding(causes_, hours_, down_ * (1.0 - reach)) > 1.0 - sure;
  }

  [[nodiscard]] double share_down(double factor) const { return 1.0 - share_up(scaled(factor)); }

 private:
  static constexpr double most = 40.0;

  /// By false positions (Illinois).
  [[nodiscard]] double root(double wanted, double low, double at_low, double high,
                            double at_high) const {
    constexpr double close = 1e-3;
    constexpr int enough = 12;
    double middle = high;
    for (int i = 0; i < enough && at_high != at_low; ++i) {
      middle = high - at_high * (high - low) / (at_high - at_low);
      const double at = deviate(middle) - wanted;
      if (std::abs(at) < close) break;
      if (at * at_high < 0.0) {
        low = high;
        at_low = at_high;
      } else {
        at_low *= 0.5;
      }
      high = middle;
      at_high = at;
    }
    return middle;
  }

  [[nodiscard]] std::vector<OutageCause> scaled(double factor) const {
    std::vector<OutageCause> causes = causes_;
    for (OutageCause& cause : causes) {
      for (double& rate : cause.rates) rate *= factor;
    }
    return causes;
  }

  /// Half of the chance of just as much downtime counts as more.
  [[nodiscard]] double deviate(double log_factor) const {
    constexpr double aside = 3.0 / 1024, least = 1e-12;
    const auto causes = scaled(std::exp(log_factor));
    const double more = probability_of_exceeding(causes, hours_, down_ * (1.0 + aside));
    const double as_much = probability_of_exceeding(causes, hours_, down_ * (1.0 - aside));
    return normal_quantile(std::clamp(0.5 * (more + as_much), least, 1.0 - least));
  }

  std::vector<OutageCause> causes_;
  double down_;
  double hours_;
};

}  // namespace

std::optional<Interval> downtime_interval(const OutageRecord& record,
                                          const std::vector<FailureProcess>& processes,
                                          double down_hours, double hours, double confidence) {
  const double up = hours - down_hours;
  if (record.empty() || down_hours <= 0.0 || up <= 0.0) return std::nullopt;
  const ScaledRun run(record.causes(processes, up), down_hours, hours);
  if (run.is_narrow()) return std::nullopt;
  // Lengths that were only seen are known as badly as their spread, and one more may be near.
  const double seen = std::min(1.0, record.other_hours() / down_hours);
  const double missed =
      (1.0 - seen) * 0.5 * (1.0 - confidence) +
      seen * normal_tail(student_quantile(record.degrees_of_freedom(), confidence));
  const ScaledRun more(record.causes(processes, up), down_hours + record.further_hours(), hours);
  return Interval{run.share_down(run.factor(missed)), more.share_down(more.factor(1.0 - missed))};
}

}  // namespace cutpoint
