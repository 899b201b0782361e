/// From an analysed model to the tree of its cards.
#pragma once

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

/// What the options leave out is left out; near linear in the model.
[[nodiscard]] CardTree card_tree(const RenderInput& input);

}  // namespace cutpoint
