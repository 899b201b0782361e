/// Promises and money as people read them.
#pragma once

#include <string>

#include "cutpoint/analysis.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Lines on a journey's objective, agreement and money; empty where it states none.
[[nodiscard]] std::string service_levels_text(const JourneyAnalysis& journey, std::size_t width,
                                              const Painter& paint);

}  // namespace cutpoint
