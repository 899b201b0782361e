/// Which cards are open at first.
#pragma once

#include "renderer/cards/sheet.hpp"

namespace cutpoint {

/// As many as there is room for, journeys first, then those that most downtime is behind: no more
/// than `most` cards are then shown, and the sheet is no taller than `tallest` but for what is
/// closed anyway. Where many journeys leave no room for the place that most downtime is behind,
/// that is open and they are one card: what fails is told by it, and they are listed elsewhere.
[[nodiscard]] OpenCards first_open(const CardTree& tree, const SheetForm& form);

}  // namespace cutpoint
