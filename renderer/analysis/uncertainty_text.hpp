/// How far results are known, in the terminal report.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Two lines below the verdict: the interval, and which figures it comes from. Empty where nothing
/// uncertain stands behind the journey.
[[nodiscard]] std::string uncertainty_text(const RenderInput& input, const JourneyAnalysis& journey,
                                           const Painter& paint);

/// One row for each uncertain journey, where there are many; empty where none is.
[[nodiscard]] std::string uncertainty_table(const RenderInput& input, const Painter& paint);

}  // namespace cutpoint
