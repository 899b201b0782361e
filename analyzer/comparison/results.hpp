/// From an analysis to all that is compared of it.
#pragma once

#include "analyzer/comparison/group_names.hpp"
#include "analyzer/comparison/result_values.hpp"

namespace cutpoint {

/// Everything but findings. `names`: of the later model. Linear in analysis and function.
[[nodiscard]] Results results_of(const AnalysedModel& side, const GroupNames& names);

}  // namespace cutpoint
