/// Lengths of repairs, drawn from the distribution of a failure process.
#pragma once

#include "cutpoint/structure_function.hpp"
#include "model/base/math/random_stream.hpp"

namespace cutpoint {

class RepairSampler {
 public:
  explicit RepairSampler(const FailureProcess& process);

  /// Hours that a repair takes.
  [[nodiscard]] double whole(RandomStream& random) const;
  /// Hours that are left of a repair found under way at an arbitrary moment (the stationary forward
  /// recurrence time): long repairs are met more often, at a uniform point of their length.
  [[nodiscard]] double remaining(RandomStream& random) const;

 private:
  RepairDistribution distribution_;
  double shape_;
  double cured_;
  double restart_hours_;
  double mean_hours_;  ///< of repairs that are no restart
  double scale_;       ///< of the Weibull; log of the median of the log-normal
};

}  // namespace cutpoint
