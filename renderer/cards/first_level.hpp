/// Which cards are open at first.
#pragma once

#include "renderer/cards/sheet.hpp"

namespace cutpoint {

/// As many as there is room for, those first that most downtime is behind: no more than `most`
/// cards are then shown, and the sheet is no taller than `tallest` but for what is closed anyway.
[[nodiscard]] OpenCards first_open(const CardTree& tree, const SheetForm& form);

}  // namespace cutpoint
