/// How far from the user each card stands: columns read from the user to the data.
#pragma once

#include <vector>

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

/// Fills in the ranks: journeys 0, then one more than the farthest that needs it; whoever needs
/// each other in a circle share one; what needs nothing is at the end. Linear.
void set_ranks(CardTree& tree);

}  // namespace cutpoint
