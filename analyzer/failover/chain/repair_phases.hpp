/// Repair times as chains of exponential phases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// One phase of an outage: it begins here with a probability, and goes on to another phase or ends.
struct RepairPhase {
  static constexpr std::uint16_t ends = UINT16_MAX;
  double start = 0;
  double per_hour = 0;
  std::uint16_t next = ends;
};

/// How closely phases follow a time that is not exponential.
struct PhaseFit {
  std::uint16_t fixed_phases = 1;  ///< a fixed time is so many alike phases (Erlang)
  bool other = false;              ///< of two fits of a spread, the other one
};

/// The outages of a basic event. A restart that cures some stays apart from the repair of the rest.
/// Means are kept; of a log-normal or Weibull repair the second moment is, and by one of the two
/// fits the third.
[[nodiscard]] std::vector<RepairPhase> repair_phases(const FailureProcess& process,
                                                     const PhaseFit& fit);

/// What the phases of an event are a fit of.
struct FittedTimes {
  bool restart = false;  ///< a restart takes a fixed time
  bool repair = false;   ///< the repair is not exponential
  bool spread = false;   ///< and not fixed either
};
[[nodiscard]] FittedTimes fitted_times(const FailureProcess& process);

}  // namespace cutpoint
