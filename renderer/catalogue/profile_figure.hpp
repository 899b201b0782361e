/// What both lists of the catalogue say in the same words.
#pragma once

#include <string>

#include "cutpoint/kind.hpp"

namespace cutpoint {

/// "mtbf 11 y 152 d", or the availability.
[[nodiscard]] std::string profile_figure(const CatalogueProfile& profile);

}  // namespace cutpoint
