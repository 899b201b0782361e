/// The tables that can be written as CSV.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// Names that `RenderOptions::table` takes; the first one is what an empty name means.
[[nodiscard]] std::vector<std::string> csv_table_names();

/// True where an analysis in this format, with this table, shows nothing but single points, so that
/// nothing else need be analysed.
[[nodiscard]] bool shows_single_points_alone(std::string_view format, std::string_view table);

}  // namespace cutpoint
