/// Sites that stand in for each other: what a loss of the first one costs in time and data.
#pragma once

#include <vector>

#include "cutpoint/data_recovery.hpp"

namespace cutpoint {

/// Groups whose failover states a `strategy`, in file order. `recovery` is that of the same model.
[[nodiscard]] std::vector<DisasterRecovery> analyse_disasters(
    const Model& model, const std::vector<DataRecovery>& recovery);

}  // namespace cutpoint
