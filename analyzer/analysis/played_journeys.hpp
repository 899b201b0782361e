/// Intervals of journeys whose figures are doubtful, from playing them for a while.
#pragma once

#include "cutpoint/analysis.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

/// The system for as many years as cost about as much as the rest of an analysis, with a fixed seed
/// and intervals of 99.9 %. A failure where that is too much to simulate.
[[nodiscard]] Result<Simulation> play_for_a_while(const Model& model,
                                                  const StructureFunction& function);

/// Of every journey that stands on a group whose doubt has no known size: the interval of a
/// simulation with a fixed seed, in which the result then lies. Work is limited, so it is wide
/// where outages are rare.
void play_doubtful_journeys(const Model& model, const StructureFunction& function,
                            Analysis& analysis);

}  // namespace cutpoint
