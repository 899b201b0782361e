/// Intervals of journeys whose figures are doubtful, from playing them for a while.
#pragma once

#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// How long a play is that costs about as much as the rest of an analysis.
[[nodiscard]] std::uint32_t years_to_play(const StructureFunction& function);

/// Of every journey that stands on a group whose doubt has no known size: the interval of a
/// simulation with a fixed seed, in which the result then lies. Work is limited, so it is wide
/// where outages are rare.
void play_doubtful_journeys(const Model& model, const StructureFunction& function,
                            Analysis& analysis);

}  // namespace cutpoint
