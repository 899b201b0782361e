/// Chances to miss a promise that are better seen than computed.
#pragma once

#include "analyzer/analysis/played_system.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Plays the system for a while, with a fixed seed, where the chances of a promise are doubtful.
/// What was computed stands if it lies in the 99.9 % interval of what was seen, else what was seen;
/// the interval is that of the play. Changes nothing where no chance is in doubt.
void play_doubtful_promises(const Model& model, PlayedSystem& system, Analysis& analysis);

}  // namespace cutpoint
