/// Which workloads users may call, and which are there for the cluster or for others behind them.
#pragma once

#include <cstddef>
#include <vector>

#include "importer/evidence/entries.hpp"
#include "importer/kubernetes/needs.hpp"
#include "importer/kubernetes/routes.hpp"

namespace cutpoint::kubernetes {

/// A workload that listens inside of the cluster, behind a front end whose calls the files do not
/// show.
struct BehindFront {
  std::size_t front = 0;
  std::size_t back = 0;
};

struct OpenWorkloads {
  std::vector<EntryCandidate> candidates;  ///< by workload
  std::vector<BehindFront> behind;         ///< empty where several front ends may be meant
};

/// What changes the cluster to what its objects say, or answers its API server: it has no users.
[[nodiscard]] bool is_controller(const Workload& workload);

/// The workloads of a route, or of a Service that opens to the outside.
struct WayToUsers {
  std::vector<std::size_t> workloads;
  bool is_declared = false;
};

[[nodiscard]] OpenWorkloads find_open_workloads(const std::vector<Workload>& workloads,
                                                const ServiceTable& services,
                                                const std::vector<WayToUsers>& ways,
                                                const Needs& needs);

}  // namespace cutpoint::kubernetes
