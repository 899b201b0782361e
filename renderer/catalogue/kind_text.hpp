/// One kind of component, or one figure of the catalogue, explained.
#pragma once

#include <cstddef>
#include <string>

#include "cutpoint/kind.hpp"

namespace cutpoint {

/// What it is called, its default figures and where they come from, its part in an architecture,
/// its rows of the catalogue, and the rules that look at it.
[[nodiscard]] std::string render_kind_text(const Kind& kind, bool colour, std::size_t width);

[[nodiscard]] std::string render_profile_text(const CatalogueProfile& profile, bool colour,
                                              std::size_t width);

}  // namespace cutpoint
