/// The parts of the terminal report about one journey.
#pragma once

#include <string>

#include "cutpoint/rendering.hpp"
#include "renderer/terminal_text.hpp"

namespace cutpoint {

/// Availability, nines, downtime, outages, objective, method.
[[nodiscard]] std::string journey_verdict(const RenderInput& input, const JourneyAnalysis& journey,
                                          const Painter& paint);

/// The table of single points of failure, and what the file does not say.
[[nodiscard]] std::string journey_single_points(const RenderInput& input,
                                                const JourneyAnalysis& journey,
                                                const Painter& paint);

/// What defeats declared redundancy, and the cut sets beyond single points.
[[nodiscard]] std::string journey_redundancy(const RenderInput& input,
                                             const JourneyAnalysis& journey, const Painter& paint);

/// Names joined by commas, the rest counted: "a, b, c and 12 more".
[[nodiscard]] std::string names_text(const Model& model, const std::vector<ComponentId>& ids,
                                     std::size_t most);

}  // namespace cutpoint
