/// The cards that are open at first as a picture that any language can spell.
#pragma once

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

/// Open cards are frames, closed ones nodes, and lines between them stand for many needs.
[[nodiscard]] Picture level_picture(const CardTree& tree);

}  // namespace cutpoint
