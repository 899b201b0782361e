/// The part of the terminal report that serves many journeys at once.
#pragma once

#include <string>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// One row for each event that is a single point of failure of any of these journeys, with those
/// that it stops; then the journeys that have none.
[[nodiscard]] std::string shared_single_points(const RenderInput& input,
                                               const ReportedJourneys& journeys,
                                               const Painter& paint);

}  // namespace cutpoint
