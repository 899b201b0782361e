/// PodDisruptionBudgets: how many instances people may take away at once, and where that is none.
#pragma once

#include "importer/kubernetes/reports.hpp"

namespace cutpoint::kubernetes {

/// They limit evictions and no failures, so that they are concluded and change no threshold.
void report_eviction_budgets(const ImportFindings& findings, Imported& result,
                             Diagnostics& diagnostics);

}  // namespace cutpoint::kubernetes
