#include "analyzer/simulation/repair_sampler.hpp"

#include <algorithm>
#include <cmath>

namespace cutpoint {

RepairSampler::RepairSampler(const FailureProcess& process)
    : distribution_(process.repair.distribution),
      shape_(process.repair.shape),
      cured_(process.repair.cured),
      restart_hours_(process.repair.restart.in_hours()),
      mean_hours_(0.0),
      scale_(0.0) {
  if (cured_ < 1.0) {
    const double others = process.mean_repair_hours - cured_ * restart_hours_;
    mean_hours_ = std::max(0.0, others) / (1.0 - cured_);
  }
  if (distribution_ == RepairDistribution::weibull) {
    scale_ = mean_hours_ / std::tgamma(1.0 + 1.0 / shape_);
  } else if (distribution_ == RepairDistribution::log_normal) {
    scale_ = std::log(mean_hours_) - 0.5 * shape_ * shape_;
  }
}

double RepairSampler::whole(RandomStream& random) const {
  if (cured_ > 0.0 && random.unit() < cured_) return restart_hours_;
  switch (distribution_) {
    case RepairDistribution::exponential:
      return random.exponential(mean_hours_);
    case RepairDistribution::fixed:
      return mean_hours_;
    case RepairDistribution::log_normal:
      return std::exp(scale_ + shape_ * random.normal());
    case RepairDistribution::weibull:
      return scale_ * std::pow(random.exponential(1.0), 1.0 / shape_);
  }
  return mean_hours_;
}

double RepairSampler::remaining(RandomStream& random) const {
  const double in_restarts = cured_ * restart_hours_;
  const double in_all = in_restarts + (1.0 - cured_) * mean_hours_;
  if (in_restarts > 0.0 && random.unit() * in_all < in_restarts) {
    return restart_hours_ * random.unit();
  }
  // A length drawn in proportion to itself, and a uniform point of it.
  switch (distribution_) {
    case RepairDistribution::exponential:
      return random.exponential(mean_hours_);  // without memory
    case RepairDistribution::fixed:
      return mean_hours_ * random.unit();
    case RepairDistribution::log_normal:
      return std::exp(scale_ + shape_ * shape_ + shape_ * random.normal()) * random.unit();
    case RepairDistribution::weibull:
      return scale_ * std::pow(random.gamma(1.0 + 1.0 / shape_), 1.0 / shape_) * random.unit();
  }
  return mean_hours_;
}

}  // namespace cutpoint
