/// Cards as SVG.
#pragma once

#include <string>

#include "renderer/cards/sheet.hpp"

namespace cutpoint {

/// Whether a picture shows cards: not where the options ask for another way to draw parts together,
/// or for changes.
[[nodiscard]] bool shows_cards(const PictureOptions& options);

/// The cards that are open at first, with a title and a legend of what is used.
[[nodiscard]] std::string card_svg(const CardTree& tree, const SheetForm& form);

}  // namespace cutpoint
