/// Intervals of journeys whose figures are doubtful, from playing them for a while.
#pragma once

#include "analyzer/analysis/played_system.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Of every journey that stands on a group whose doubt has no known size: the interval of a
/// simulation with a fixed seed, in which the result then lies. Work is limited, so it is wide
/// where outages are rare.
void play_doubtful_journeys(PlayedSystem& system, Analysis& analysis);

}  // namespace cutpoint
