/// How far results are known, in the terminal report.
#pragma once

#include <string>

#include "analyzer/statements/statements.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Two lines below the verdict: the interval, and which figures it comes from. Empty where nothing
/// uncertain stands behind the journey.
[[nodiscard]] std::string uncertainty_text(const RenderInput& input, const JourneyAnalysis& journey,
                                           const Painter& paint);

/// The intervals of the first uncertain journeys; empty where none is.
[[nodiscard]] std::string uncertain_rows(const RenderInput& input, const Statements& statements,
                                         const Painter& paint);

}  // namespace cutpoint
