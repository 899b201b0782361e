/// How much of a workload is down while a new version of it is rolled out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// One rollout of a workload that has fewer instances for it.
struct Rollout {
  std::uint32_t down = 0;   ///< at the same time, of the instances
  std::string remark;       ///< "during a rollout 1 of 3 is down at a time"
  double seconds_each = 0;  ///< from the end of an instance to the next that is ready
};

/// Nothing where others are ready before any is taken down, and for what runs to an end.
[[nodiscard]] std::optional<Rollout> rollout_of(const Workload& workload);

/// The grace that an instance has to end, and what its probes wait before they ask the next one.
[[nodiscard]] double seconds_between_instances(const Workload& workload);

}  // namespace cutpoint::kubernetes
