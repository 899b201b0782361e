/// What the engine's budget cut short, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/engine_budget.hpp"

namespace cutpoint {

/// "cut short: the exact availability by the time (10s), the cut sets by the memory (4GiB);
/// --budget gives more". `in_full_only` names the journeys of which nothing but full service was
/// cut short; empty: others were, too.
[[nodiscard]] std::string budget_text(const EngineBudget& budget,
                                      const std::vector<EngineCut>& cuts,
                                      std::string_view in_full_only = {});

}  // namespace cutpoint
