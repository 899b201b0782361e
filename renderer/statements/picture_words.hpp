/// The statements of a report that a picture bears in its legend.
#pragma once

#include <string>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// How the availabilities of the journeys came about, which caveats they have and where these stand
/// whole, which single points stop them by class (unless the picture tells of something else), and
/// which figures are assumed. In lines that legends break; what is too many is counted.
[[nodiscard]] std::vector<std::string> picture_statements(const RenderInput& input,
                                                          const std::vector<JourneyId>& journeys,
                                                          bool tells_single_points);

/// A line of them as several, as wide as legends are.
[[nodiscard]] std::vector<std::string> legend_lines(const std::string& statement,
                                                    std::size_t width = 56);

}  // namespace cutpoint
