/// The parts of the terminal report about one journey.
#pragma once

#include <string>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Availability, nines, downtime, outages, objective, method.
[[nodiscard]] std::string journey_verdict(const RenderInput& input, const JourneyAnalysis& journey,
                                          const Painter& paint);

/// The table of single points of failure, and what the file does not say.
[[nodiscard]] std::string journey_single_points(const RenderInput& input,
                                                const JourneyAnalysis& journey,
                                                const Painter& paint);

/// What defeats which declared redundancy of these journeys.
[[nodiscard]] std::string hidden_common_causes(const RenderInput& input,
                                               const ReportedJourneys& journeys,
                                               const Painter& paint);

/// The cut sets beyond single points.
[[nodiscard]] std::string journey_combinations(const RenderInput& input,
                                               const JourneyAnalysis& journey,
                                               const Painter& paint);

}  // namespace cutpoint
