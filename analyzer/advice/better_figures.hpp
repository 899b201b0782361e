/// How much less often something fails, and how much sooner it is repaired.
#pragma once

#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct BetterFigures {
  double rate_factor = 1.0;
  double repair_factor = 1.0;

  [[nodiscard]] FailureProcess of(FailureProcess process) const;
  void apply(Figures& figures) const;
};

/// The factor of the mean repair time when repairs take half as long: restarts, a part of the mean,
/// take as long as before.
[[nodiscard]] double half_repair(const FailureProcess& process);
[[nodiscard]] double half_repair(const Figures& figures);

}  // namespace cutpoint
