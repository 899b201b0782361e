/// Cut sets and prime implicants in the machine-readable results.
#pragma once

#include "renderer/writing/json_values.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

[[nodiscard]] OrderedJson json_cut_sets(const RenderInput& input, const JourneyAnalysis& journey);

/// Null where the top event is coherent: its minimal cut sets are its prime implicants.
[[nodiscard]] OrderedJson json_prime_implicants(const RenderInput& input,
                                                const JourneyAnalysis& journey);

}  // namespace cutpoint
