/// PodDisruptionBudgets: how many instances people may take away at once, and where that is none.
#pragma once

#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/evidence/imported.hpp"
#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// They limit evictions and no failures, so that they are concluded and change no threshold.
void report_eviction_budgets(const std::vector<Workload>& workloads, const Objects& objects,
                             Imported& result, Diagnostics& diagnostics);

}  // namespace cutpoint::kubernetes
