/// What is drawn as SVG, written as its file asks for.
#pragma once

#include <string>

#include "app/console/console.hpp"

namespace cutpoint {

/// True where the path ends in .png.
[[nodiscard]] bool asks_for_png(const std::string& path);

/// The SVG, or where `as_png` the same picture as PNG, twice as fine and at most 4 000 pixels wide.
/// Says why on failure.
[[nodiscard]] Exit write_drawing(const std::string& path, const std::string& svg, bool as_png,
                                 Console& console);

}  // namespace cutpoint
