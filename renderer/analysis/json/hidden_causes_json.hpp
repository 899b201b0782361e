/// Causes that defeat redundancy alone, in the machine-readable results.
#pragma once

#include "renderer/writing/json_values.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// All of them up to ten thousand, in the order in which they were found. Beyond, of each group the
/// first, as many of each as come to that together and one at least: where most parts are single
/// points and groups are many, there are as many as one times the other.
[[nodiscard]] OrderedJson json_hidden_causes(const RenderInput& input,
                                             const JourneyAnalysis& journey);

}  // namespace cutpoint
