/// The parts of the terminal report about one journey.
#pragma once

#include <string>

#include "cutpoint/rendering.hpp"
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

/// Columns to fill; narrower terminals than this wrap.
[[nodiscard]] std::size_t width_of(const RenderInput& input);

/// "✗", "~" or "✓", and how it is painted.
[[nodiscard]] std::string marker_of(SinglePointClass value);
[[nodiscard]] Style style_of(SinglePointClass value);

/// Marker, name, kind, downtime and outages a year: the cells of a single point in any table.
[[nodiscard]] std::vector<TextTable::Cell> single_point_cells(const RenderInput& input,
                                                              const SinglePoint& point);

/// How a single point recovers or who accepts it, and what falls with it.
[[nodiscard]] std::string remark_of(const RenderInput& input, const SinglePoint& point);

/// Names joined by commas, the rest counted: "a, b, c and 12 more".
[[nodiscard]] std::string names_text(const Model& model, const std::vector<ComponentId>& ids,
                                     std::size_t most);

}  // namespace cutpoint
