/// The built-in kinds and the catalogue of figures as lists.
#pragma once

#include <span>

#include "cutpoint/kind.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

using KindTable = std::span<const Kind>;
[[nodiscard]] Formats<KindTable> kind_formats();

using ProfileTable = std::span<const CatalogueProfile>;
[[nodiscard]] Formats<ProfileTable> profile_formats();

}  // namespace cutpoint
