/// How many instances of a workload must work.
#pragma once

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// `is_balanced`: a Service with an address of its own passes requests to any instance. A budget
/// for disruptions limits evictions and is no threshold.
[[nodiscard]] Count needed_instances(const Workload& workload, std::uint32_t instances,
                                     bool is_balanced);

}  // namespace cutpoint::kubernetes
