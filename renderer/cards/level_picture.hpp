/// The cards that are open at first as a picture that any language can spell.
#pragma once

#include "renderer/cards/card_tree.hpp"
#include "renderer/cards/sheet.hpp"

namespace cutpoint {

/// Open cards are frames, closed ones nodes, and lines between them stand for many needs.
[[nodiscard]] Picture level_picture(const CardTree& tree, const SheetForm& form = wide_sheet);

/// With fewer cards than `wide_sheet` shows where there would be more than `most_lines` lines: for
/// languages that give each line room of its own, so that letters get small beside them.
[[nodiscard]] Picture level_picture_of_lines(const CardTree& tree, std::size_t most_lines);

}  // namespace cutpoint
