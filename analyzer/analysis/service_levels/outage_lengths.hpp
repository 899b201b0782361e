/// How long outages last: the distribution itself, not its mean alone.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A mixture of lengths in hours: restarts of a fixed time, repairs with a distribution, switches.
///
/// What is asked of it is one function, the mean that is left beyond x hours, E max(0, L − x): it
/// falls from the mean to nothing, is convex, and says all of the distribution. For outages of rate
/// λ, λ·left_after(x) is the share of time (for each hour up) with more than x hours still to go,
/// and where an outage ends with the first of two independent repairs, the shares multiply.
class OutageLengths {
 public:
  /// Exponential ones.
  [[nodiscard]] static OutageLengths exponential(double mean_hours);
  /// Repairs and restarts of a process; of no length where the process has none.
  [[nodiscard]] static OutageLengths of(const FailureProcess& process);
  /// By the chance `longer` to last longer than each of some `hours`, ascending from 0; beyond, the
  /// tail goes on as it went last. Three at least.
  [[nodiscard]] static OutageLengths by_chances(const std::vector<double>& hours,
                                                const std::vector<double>& longer);
  /// Exponential ones that end after `at_most_hours` at the latest (0: nowhere). A mean of just
  /// that time says that all are of one length.
  void add_until(double share, double mean_hours, double at_most_hours);

  [[nodiscard]] double mean() const;
  [[nodiscard]] double left_after(double hours) const;
  /// One exponential distribution and nothing else.
  [[nodiscard]] bool is_exponential() const;
  /// Lengths that many outages share to the second.
  [[nodiscard]] std::vector<double> fixed() const;

  friend bool operator==(const OutageLengths&, const OutageLengths&) = default;
  friend auto operator<=>(const OutageLengths&, const OutageLengths&) = default;

 private:
  enum class Kind { until, log_normal, weibull, by_chances };
  struct Part {
    Kind kind = Kind::until;
    double share = 0;
    double mean = 0;
    double shape = 0;  ///< `until`: the rate before the end
    double end = 0;    ///< `until`: 0 where there is none
    // `by_chances`: lengths, the chance to last longer, and what is left beyond them.
    std::vector<double> hours = {}, longer = {}, left = {};
    friend bool operator==(const Part&, const Part&) = default;
    friend auto operator<=>(const Part&, const Part&) = default;
  };
  [[nodiscard]] static double left_after(const Part& part, double hours);
  [[nodiscard]] static double left_by_chances(const Part& part, double hours);

  std::vector<Part> parts_;
};

}  // namespace cutpoint
