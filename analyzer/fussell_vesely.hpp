/// Fussell–Vesely importance over cut sets.
#pragma once

#include <vector>

#include "analyzer/diagram.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// Fills `fussell_vesely`: the probability that some minimal cut set with the event has occurred,
/// over that of the top event. Leaves it empty where the family of cut sets is too large.
void add_fussell_vesely(const Diagram& diagram, Bdd::Ref top, double top_probability,
                        std::vector<Importance>& importance);

}  // namespace cutpoint
