/// What is left of each component after the worst node and the worst zone.
#pragma once

#include "renderer/writing/reports.hpp"
#include "renderer/writing/result_table.hpp"

namespace cutpoint {

/// Of all pools; what has one instance is lost with its node and needs no row.
[[nodiscard]] ResultTable domains_table(const RenderInput& input);

}  // namespace cutpoint
