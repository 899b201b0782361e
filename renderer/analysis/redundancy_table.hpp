/// Groups with failover or repair crews, in the words of every format.
#pragma once

#include "renderer/writing/reports.hpp"
#include "renderer/writing/result_table.hpp"

namespace cutpoint {

/// One row a group, with what is approximate in its figures; without rows where there is no group.
[[nodiscard]] ResultTable redundancy_table(const RenderInput& input);

}  // namespace cutpoint
