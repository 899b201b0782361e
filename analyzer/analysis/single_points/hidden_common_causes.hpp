/// Single events outside a redundancy group that defeat the whole group.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "analyzer/structure/failure_wave.hpp"
#include "cutpoint/single_points.hpp"

namespace cutpoint {

struct HiddenCommonCauses {
  std::vector<HiddenCommonCause> found;  ///< by event, then group
  bool complete = true;                  ///< false where the step limit ended the search
};

/// Follows the wave of every event below a group. Events of the group's members themselves lie
/// inside it and do not count. `going_on` is called now and then, and may throw.
[[nodiscard]] HiddenCommonCauses find_hidden_common_causes(const StructureFunction& function,
                                                           FailureWave& wave,
                                                           const std::function<void()>& going_on,
                                                           std::size_t step_limit = 300'000'000);

}  // namespace cutpoint
