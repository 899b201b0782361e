/// Outages on a lattice of their lengths.
#pragma once

#include <vector>

#include "analyzer/analysis/service_levels/outage_cause.hpp"

namespace cutpoint {

/// What outages are when all causes are taken together: they begin at a constant rate while
/// everything is up.
struct JointOutages {
  double step_hours = 0;
  /// Share of time, for each hour up, with more than k steps of an outage still to come; from 0 to
  /// the last but one, which is the limit.
  std::vector<double> left;
  /// By how much the chords of `left` over the first steps lie above it, summed up: what makes
  /// short outages look too unlike each other on the lattice.
  double excess = 0;
};

/// `steps` of the lattice up to `limit_hours`, and one beyond.
[[nodiscard]] JointOutages joint_outages(const std::vector<OutageCause>& causes, double limit_hours,
                                         std::size_t steps);

}  // namespace cutpoint
