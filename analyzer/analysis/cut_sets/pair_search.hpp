/// Minimal cut sets of the first two orders of a top event that has no diagram.
#pragma once

#include <optional>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "cutpoint/cut_sets.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// From the gates alone: for each event the set of those that fail the top together with it, which
/// changes in what is above the event. Counts are exact, and those of higher orders are not known:
/// `ends_early`. Work grows with the square of the number of events. Nothing where it takes more
/// than the meter's present task has left, where networks or negations lie below, and where the top
/// has failed with nothing else.
[[nodiscard]] std::optional<CutSets> find_pairs(const StructureFunction& function, NodeId top,
                                                const CutSetOptions& options, EngineMeter& meter);

}  // namespace cutpoint
