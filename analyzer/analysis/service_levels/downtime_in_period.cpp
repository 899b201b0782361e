#include "analyzer/analysis/service_levels/downtime_in_period.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "analyzer/analysis/service_levels/downtime_lattice.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t lattice_steps = 1024;

/// Of up time, or of hours: what all causes begin together.
double outages_an_hour(const std::vector<OutageCause>& causes) {
  double sum = 0.0;
  for (const OutageCause& cause : causes) {
    double ends = 1.0;
    if (cause.lengths.size() == 2) {
      ends = cause.lengths.front().mean() + cause.lengths.back().mean();
    }
    for (const double rate : cause.rates) sum += rate * ends;
  }
  return sum;
}

/// Lengths that are the same to the second may add up to what is allowed, or nearly: the limit then
/// moves away from their sum by more than the lattice blurs.
double clear_of_fixed(const std::vector<OutageCause>& causes, double period, double allowed) {
  const double room =
      std::min(2.0 / static_cast<double>(lattice_steps) * allowed, 0.1 * (period - allowed));
  constexpr double rounding = 1e-9, most_together = 40.0;
  for (const OutageCause& cause : causes) {
    if (cause.lengths.size() != 1) continue;
    for (const double length : cause.lengths.front().fixed()) {
      const double together = std::round(allowed / length);
      if (together < 1.0 || together > most_together) continue;
      const double sum = together * length;
      if (std::abs(sum - allowed) > room) continue;
      return sum <= allowed * (1.0 + rounding) ? allowed + room : allowed - room;
    }
  }
  return allowed;
}

/// Probabilities of a sum on the lattice, times e^`scale`.
struct LatticeSum {
  std::vector<double> mass;
  double scale = 0.0;
};

/// In several sums at a time: none waits for the one before.
double scalar_product(const double* a, const double* b, std::size_t count) {
  constexpr std::size_t lanes = 8;
  std::array<double, lanes> sums{};
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  double product = 0.0;
  for (; i < count; ++i) product += a[i] * b[i];
  for (const double sum : sums) product += sum;
  return product;
}

/// A compound Poisson variable by Panjer's recursion; `rates[k]`: expected number of k steps.
/// `all`: expected number of any length, those beyond the lattice included.
LatticeSum compound_poisson(const std::vector<double>& rates, double all) {
  const std::size_t count = rates.size();
  LatticeSum sum{std::vector<double>(count, 0.0), -all};
  std::vector<double> backwards(count, 0.0);  // k·rates[k] from the end, so that both run forwards
  for (std::size_t k = 0; k < count; ++k) {
    backwards[count - 1 - k] = static_cast<double>(k) * rates[k];
  }
  constexpr double large = 1e200;
  sum.mass[0] = 1.0;
  for (std::size_t n = 1; n < count; ++n) {
    const double value = scalar_product(backwards.data() + (count - 1 - n), sum.mass.data(), n);
    sum.mass[n] = value / static_cast<double>(n);
    if (sum.mass[n] < large) continue;
    for (std::size_t j = 0; j <= n; ++j) sum.mass[j] /= large;
    sum.scale += std::log(large);
  }
  return sum;
}

/// P(sum ≤ x) at the steps, half of what lies at a step being below it, with nothing before the
/// first.
class Distribution {
 public:
  explicit Distribution(const LatticeSum& sum) {
    double below = 0.0;
    const double factor = std::exp(sum.scale);
    for (std::size_t k = 0; k < sum.mass.size(); ++k) {
      const double mass = sum.mass[k] * factor;
      at_.push_back(k == 0 ? mass : below + 0.5 * mass);
      below += mass;
    }
  }
  [[nodiscard]] double operator()(double steps) const {
    if (steps < 0.0) return 0.0;
    const auto k = static_cast<std::size_t>(steps);
    if (k + 1 >= at_.size()) return at_.back();
    const double within = steps - static_cast<double>(k);
    return at_[k] + within * (at_[k + 1] - at_[k]);
  }

 private:
  std::vector<double> at_;
};

/// The spread of the sum of all outages in so many hours of up time; nothing where it is not so
/// narrow that they are many, and their sum is normal.
std::optional<double> narrow_spread(const JointOutages& joint, double operating) {
  constexpr double steps = 16.0, beyond = 1e-9;
  const std::vector<double>& left = joint.left;
  if (left[lattice_steps] > beyond * left[0]) return std::nullopt;
  double sum = -0.5 * left[0];
  for (const double value : left) sum += value;
  const double squares = 2.0 * std::max(0.0, joint.step_hours * sum - joint.excess);
  const double spread = std::sqrt(squares * operating);
  if (spread > steps * joint.step_hours) return std::nullopt;
  return spread;
}

double at_most(const std::vector<OutageCause>& causes, double operating, double allowed) {
  const JointOutages joint = joint_outages(causes, allowed, lattice_steps);
  const std::vector<double>& left = joint.left;
  const double step = joint.step_hours;
  if (const auto spread = narrow_spread(joint, operating)) {
    return 1.0 - normal_tail((allowed - operating * left[0]) / *spread);
  }
  std::vector<double> rates(lattice_steps + 1, 0.0);
  for (std::size_t k = 1; k <= lattice_steps; ++k) {
    rates[k] = std::max(0.0, left[k - 1] - 2.0 * left[k] + left[k + 1]) / step * operating;
  }
  // What is shorter than a step is partly a drift, so that mean and variance are right.
  const double moved = std::min(rates[1], 2.0 * joint.excess / (step * step) * operating);
  rates[1] -= moved;
  const double all = (left[0] - left[1]) / step * operating - moved;
  const Distribution sum(compound_poisson(rates, all));
  const double up = 1.0 / (1.0 + left[0]);
  const double room = static_cast<double>(lattice_steps) - moved;
  double result = up * sum(room);
  // An outage under way ends after k to k + 1 steps.
  for (std::size_t k = 0; k < lattice_steps; ++k) {
    result += up * (left[k] - left[k + 1]) * sum(room - static_cast<double>(k) - 0.5);
  }
  return result;
}

}  // namespace

double OutageCause::left_after(double hours) const {
  double product = 1.0;
  for (const OutageLengths& length : lengths) product *= length.left_after(hours);
  return product;
}

double share_up(const std::vector<OutageCause>& causes) {
  double logs = 0.0;
  for (const OutageCause& cause : causes) {
    const double mean = cause.left_after(0.0);
    for (const double rate : cause.rates) logs += std::log1p(rate * mean);
  }
  return std::exp(-logs);
}

double probability_of_exceeding(const std::vector<OutageCause>& causes, double period_hours,
                                double allowed_hours) {
  const double outages = outages_an_hour(causes);
  if (outages <= 0.0 || allowed_hours >= period_hours) return 0.0;
  const double up = share_up(causes);
  if (allowed_hours <= 0.0) return 1.0 - up * std::exp(-outages * period_hours);
  const double allowed = clear_of_fixed(causes, period_hours, allowed_hours);
  return std::clamp(1.0 - at_most(causes, period_hours - allowed, allowed), 0.0, 1.0);
}

}  // namespace cutpoint
