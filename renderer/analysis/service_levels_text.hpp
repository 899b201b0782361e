/// Promises and money as people read them.
#pragma once

#include <string>

#include "cutpoint/analysis.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Why a promise is not decided: "the bounds do not decide it", or the interval of an estimate.
[[nodiscard]] std::string undecided_text(Method method);

/// Lines on a journey's objective, agreement and money; empty where it states none.
[[nodiscard]] std::string service_levels_text(const JourneyAnalysis& journey, const Painter& paint);

}  // namespace cutpoint
