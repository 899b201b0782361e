/// The parts of the terminal report about one journey.
#pragma once

#include <string>

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

/// The components of which the file does not say what they need.
[[nodiscard]] std::string no_dependency_information(const RenderInput& input,
                                                    const std::vector<ComponentId>& ids,
                                                    std::size_t most, const Painter& paint);

/// What defeats which declared redundancy.
[[nodiscard]] std::string hidden_common_causes(const RenderInput& input,
                                               const std::vector<HiddenCommonCause>& causes,
                                               const Painter& paint);

/// What defeats declared redundancy, and the cut sets beyond single points.
[[nodiscard]] std::string journey_redundancy(const RenderInput& input,
                                             const JourneyAnalysis& journey, const Painter& paint);

}  // namespace cutpoint
