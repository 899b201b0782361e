/// What the engine's budget cut short, in words.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/engine_budget.hpp"

namespace cutpoint {

/// "cut short: the exact availability by the time (10s), the cut sets by the memory (4GiB);
/// --budget gives more".
[[nodiscard]] std::string budget_text(const EngineBudget& budget,
                                      const std::vector<EngineCut>& cuts);

}  // namespace cutpoint
