/// Promises and money as people read them.
#pragma once

#include <string>

#include "cutpoint/analysis.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// "88 USD", "0.45 USD": as many digits as matter.
[[nodiscard]] std::string money_text(const Money& money);

/// "12 %", "0.3 %", "< 0.01 %".
[[nodiscard]] std::string chance_text(double probability);

/// Lines on a journey's objective, agreement and money; empty where it states none.
[[nodiscard]] std::string service_levels_text(const JourneyAnalysis& journey, const Painter& paint);

}  // namespace cutpoint
