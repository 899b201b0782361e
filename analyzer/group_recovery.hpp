/// Redundancy in time: switching, standby and repair crews.
#pragma once

#include <vector>

#include "cutpoint/recovery.hpp"

namespace cutpoint {

/// Pairs with an active-passive failover, and pools with repair crews, each solved as a Markov
/// chain. In file order; a pair that several components need is listed once.
[[nodiscard]] std::vector<GroupRecovery> analyse_groups(const Model& model);

}  // namespace cutpoint
