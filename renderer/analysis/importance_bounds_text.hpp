/// Which events may matter most to a journey or top event that is only bounded.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// A table with its title; empty where there are none.
[[nodiscard]] std::string importance_bounds_text(const RenderInput& input,
                                                 const JourneyAnalysis& journey,
                                                 const Painter& paint);

}  // namespace cutpoint
