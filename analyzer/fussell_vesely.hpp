/// Fussell–Vesely importance over minimal cut sets.
#pragma once

#include <vector>

#include "analyzer/diagram.hpp"
#include "analyzer/top_probability.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Sets `fussell_vesely` of each row: the probability of the union of the minimal cut sets that
/// hold the event, over that of the top event. Left absent where the cut sets are too many for
/// that.
void add_fussell_vesely(const Diagram& diagram, const NodeProbabilities& probabilities,
                        Diagram::Ref top, std::vector<Importance>& importance);

}  // namespace cutpoint
