/// The tables that can be written as CSV.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/rendering.hpp"

namespace cutpoint {

/// Names that `RenderOptions::table` takes; the first one is what an empty name means.
[[nodiscard]] std::vector<std::string> csv_table_names();

}  // namespace cutpoint
