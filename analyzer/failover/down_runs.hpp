/// How long groups in time stay down, once they are.
#pragma once

#include <optional>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Runs of time in some patterns of a cluster: of what is down of its ground, arbiters and groups.
struct DownRuns {
  double per_hour = 0;         ///< how many begin, an hour of all time
  double share = 0;            ///< of time
  std::vector<double> hours;   ///< ascending from 0
  std::vector<double> longer;  ///< chance that a run lasts longer than each of them
};

/// By the cluster's own chain: runs begin as time flows into the patterns, and end when it leaves
/// them (phase-type distributions). `function` has been calibrated; fixed times are followed by
/// phases. Absent where the chain is too large for it.
[[nodiscard]] std::optional<DownRuns> runs_down(const StructureFunction& function,
                                                const GroupCluster& cluster,
                                                const std::vector<bool>& is_down);

}  // namespace cutpoint
