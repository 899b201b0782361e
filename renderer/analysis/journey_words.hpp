/// What every report for people says of a journey in the same words.
#pragma once

#include <string>
#include <vector>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Columns to fill; narrower terminals than this wrap.
[[nodiscard]] std::size_t report_width(const RenderInput& input);

/// "✗", "~" or "✓", and how it is painted.
[[nodiscard]] std::string point_marker(SinglePointClass value);
[[nodiscard]] Style point_style(SinglePointClass value);

/// Marker, name, kind, downtime and outages a year: the cells of a single point in any table.
[[nodiscard]] std::vector<TextTable::Cell> single_point_cells(const RenderInput& input,
                                                              const SinglePoint& point);

/// How a single point recovers or who accepts it, and what falls with it.
[[nodiscard]] std::string point_remark(const RenderInput& input, const SinglePoint& point);

/// The name of an event.
[[nodiscard]] std::string event_text(const RenderInput& input, EventId event);

/// Names joined by commas, the rest counted: "a, b, c and 12 more".
[[nodiscard]] std::string names_text(const Model& model, const std::vector<ComponentId>& ids,
                                     std::size_t most);

}  // namespace cutpoint
