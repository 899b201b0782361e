/// How far results are known, in the JSON output.
#pragma once

#include "renderer/writing/json_values.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// `samples`, `seed` and how many `figures` were uncertain.
[[nodiscard]] OrderedJson json_uncertainty_run(const UncertaintyRun& run);

[[nodiscard]] OrderedJson json_uncertainty(const RenderInput& input,
                                           const JourneyUncertainty& uncertainty);

}  // namespace cutpoint
