#include "analyzer/analysis/service_levels/downtime_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace cutpoint {

namespace {

/// Overlaps that change the mean by less than this are left to it.
constexpr double slight_overlap = 5e-4;
/// Causes whose overlaps are followed one by one; the rest is taken as one.
constexpr std::size_t most_followed = 32;

/// One cause, or several alike: `left` of one of them, on the lattice.
struct Followed {
  std::vector<double> left;
  double times = 1;
};

/// P(up at k steps | up at 0), of what begins outages at a constant rate while it is up: it is down
/// at t if one that began while it was up is not over yet.
std::vector<double> chance_of_being_up(const std::vector<double>& left) {
  std::vector<double> ending;
  for (std::size_t k = 0; k + 1 < left.size(); ++k) ending.push_back(left[k] - left[k + 1]);
  std::vector<double> up = {1.0}, middle;
  for (std::size_t n = 1; n < left.size(); ++n) {
    double down = 0.5 * ending[0] * up[n - 1];
    for (std::size_t j = 1; j < n; ++j) down += ending[j] * middle[n - 1 - j];
    up.push_back(std::max(0.0, (1.0 - down) / (1.0 + 0.5 * ending[0])));
    middle.push_back(0.5 * (up[n - 1] + up[n]));
  }
  return up;
}

/// The reverse: what outages there are when this is the chance. `mean`: of `left` at 0.
std::vector<double> outages_of(const std::vector<double>& up, double mean) {
  std::vector<double> middle;
  for (std::size_t k = 0; k + 1 < up.size(); ++k) middle.push_back(0.5 * (up[k] + up[k + 1]));
  std::vector<double> left = {mean}, ending;
  for (std::size_t n = 1; n < up.size(); ++n) {
    double rest = 1.0 - up[n];
    for (std::size_t j = 0; j + 1 < n; ++j) rest -= ending[j] * middle[n - 1 - j];
    ending.push_back(std::max(0.0, rest / middle[0]));
    left.push_back(std::max(0.0, left[n - 1] - ending[n - 1]));
  }
  return left;
}

class Joiner {
 public:
  Joiner(const std::vector<OutageCause>& causes, double limit, std::size_t steps)
      : step_(limit / static_cast<double>(steps)), count_(steps + 2) {
    quick_.assign(count_, 0.0);
    for (const OutageCause& cause : causes) add(cause);
  }

  [[nodiscard]] JointOutages join() {
    JointOutages result;
    result.step_hours = step_;
    const double quick = quick_logs_ > 0.0 ? std::expm1(quick_logs_) : 0.0;
    // Short outages overlap without a trace but for their mean, and slow down what begins others.
    const double scale = quick > 0.0 ? quick / quick_[0] : 1.0;
    result.excess = scale * quick_excess_ + (1.0 + quick) * slow_excess_;
    result.left = slow();
    for (std::size_t k = 0; k < count_; ++k) {
      result.left[k] = result.left[k] * (1.0 + quick) + quick_[k] * scale;
    }
    return result;
  }

 private:
  void add(const OutageCause& cause) {
    std::vector<double> shape(count_);
    for (std::size_t k = 0; k < count_; ++k) {
      shape[k] = cause.left_after(static_cast<double>(k) * step_);
    }
    constexpr std::size_t soon = 8;
    constexpr double hardly = 0.02;
    const bool is_quick = shape[std::min(soon, count_ - 1)] < hardly * shape[0];
    const double excess = excess_of(cause);
    std::map<double, double> times;
    for (const double rate : cause.rates) {
      if (rate <= 0.0) continue;
      if (!is_quick) {
        times[rate] += 1.0;
        slow_excess_ += rate * excess;
        continue;
      }
      quick_logs_ += std::log1p(rate * shape[0]);
      quick_excess_ += rate * excess;
      for (std::size_t k = 0; k < count_; ++k) quick_[k] += rate * shape[k];
    }
    for (const auto& [rate, number] : times) {
      Followed& followed = slow_.emplace_back(Followed{shape, number});
      for (double& left : followed.left) left *= rate;
    }
  }

  /// Chords over the first steps above the function, summed up. The first step is halved again and
  /// again, as lengths may be far shorter.
  [[nodiscard]] double excess_of(const OutageCause& cause) const {
    constexpr int halves = 40, steps = 16, parts = 4;
    const auto simpson = [&cause](double low, double high) {
      return (high - low) / 6.0 *
             (cause.left_after(low) + 4.0 * cause.left_after(0.5 * (low + high)) +
              cause.left_after(high));
    };
    double integral = 0.0, high = step_;
    for (int i = 0; i < halves; ++i, high *= 0.5) integral += simpson(0.5 * high, high);
    double chords = 0.5 * (cause.left_after(0.0) + cause.left_after(step_ * steps));
    for (int k = 1; k < steps; ++k) {
      chords += cause.left_after(k * step_);
      for (int part = 0; part < parts; ++part) {
        const double low = (k + static_cast<double>(part) / parts) * step_;
        integral += simpson(low, low + step_ / parts);
      }
    }
    return std::max(0.0, chords * step_ - integral);
  }

  [[nodiscard]] std::vector<double> slow() {
    std::vector<double> sum(count_, 0.0);
    double logs = 0.0, number = 0.0;
    for (const Followed& cause : slow_) {
      logs += cause.times * std::log1p(cause.left[0]);
      number += cause.times;
      for (std::size_t k = 0; k < count_; ++k) sum[k] += cause.times * cause.left[k];
    }
    if (number <= 1.0) return sum;
    const double mean = std::expm1(logs);
    const double overlap = mean / sum[0] - 1.0;
    if (overlap > slight_overlap) return joined(mean);
    for (double& left : sum) left *= 1.0 + overlap;
    return sum;
  }

  [[nodiscard]] std::vector<double> joined(double mean) {
    std::stable_sort(slow_.begin(), slow_.end(), [](const Followed& a, const Followed& b) {
      return a.times * a.left[0] > b.times * b.left[0];
    });
    while (slow_.size() > most_followed) {
      Followed& one = slow_[most_followed - 1];
      const Followed& other = slow_.back();
      for (std::size_t k = 0; k < count_; ++k) {
        one.left[k] = one.times * one.left[k] + other.times * other.left[k];
      }
      one.times = 1.0;
      slow_.pop_back();
    }
    std::vector<double> up(count_, 1.0);
    for (const Followed& cause : slow_) {
      const std::vector<double> own = chance_of_being_up(cause.left);
      for (std::size_t k = 0; k < count_; ++k) up[k] *= std::pow(own[k], cause.times);
    }
    return outages_of(up, mean);
  }

  double step_;
  std::size_t count_;
  std::vector<Followed> slow_;
  std::vector<double> quick_;
  double quick_logs_ = 0.0;
  double quick_excess_ = 0.0;
  double slow_excess_ = 0.0;
};

}  // namespace

JointOutages joint_outages(const std::vector<OutageCause>& causes, double limit_hours,
                           std::size_t steps) {
  return Joiner(causes, limit_hours, steps).join();
}

}  // namespace cutpoint
