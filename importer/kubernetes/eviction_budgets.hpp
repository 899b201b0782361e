/// PodDisruptionBudgets: how many instances people may take away at once, and where that is none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/evidence/imported.hpp"
#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// How many instances of one workload people may take away at a time.
struct EvictionLimit {
  std::int64_t most = INT64_MAX;
  std::string budget;  ///< that says so; empty: none does
};

/// By workload. Two budgets of one workload let nothing go.
[[nodiscard]] std::vector<EvictionLimit> eviction_limits(const std::vector<Workload>& workloads,
                                                         const Objects& objects);

/// They limit evictions and no failures, so that they are concluded and change no threshold.
void report_eviction_budgets(const std::vector<Workload>& workloads, const Objects& objects,
                             Imported& result, Diagnostics& diagnostics);

}  // namespace cutpoint::kubernetes
