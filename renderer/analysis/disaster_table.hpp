/// How sites stand in for each other, in the words of every format.
#pragma once

#include "renderer/writing/reports.hpp"
#include "renderer/writing/result_table.hpp"

namespace cutpoint {

/// One row for each group with a strategy.
[[nodiscard]] ResultTable disaster_table(const RenderInput& input);

}  // namespace cutpoint
