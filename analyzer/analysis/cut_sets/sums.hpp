/// Sums of the probabilities of the minimal cut sets that hold an event.
#pragma once

#include "analyzer/analysis/cut_sets/minimal_cut_sets.hpp"

namespace cutpoint {

/// By event: the sum over the sets of `family` that hold it, by the chain rule: two passes over the
/// families, however many sets they stand for.
[[nodiscard]] IdVector<EventId, double> sums_by_event(const CutSetFamilies& families,
                                                      Zdd::Ref family);

}  // namespace cutpoint
