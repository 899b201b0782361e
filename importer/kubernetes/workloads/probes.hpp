/// How the kubelet notices that a container has failed, and starts it again.
#pragma once

#include "cutpoint/draft.hpp"
#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// Of the main container: its readiness probe, else its liveness probe; nothing where it has none.
[[nodiscard]] Boxed<HealthCheck> health_check_of(const Workload& workload);

/// What a restart does, with an assumed time and share.
[[nodiscard]] Boxed<Restart> restart_of(const Workload& workload);

}  // namespace cutpoint::kubernetes
