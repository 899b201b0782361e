/// SVG as PNG: the same picture in both. librsvg and cairo are loaded when something is first drawn
/// with them, by the names that programs linked with them look for.
// The only user of librsvg and cairo.
#pragma once

#include <string>

#include "cutpoint/result.hpp"

namespace cutpoint {

struct RasterSize {
  double scale = 1;         ///< pixels for each of the SVG, where there is room
  double widest = 32000;    ///< pixels
  double most_area = 64e6;  ///< pixels in all
};

/// What is missing; empty where the libraries are there. They stay loaded. Any thread.
[[nodiscard]] const std::string& raster_obstacle();

/// Requires that there is no obstacle.
[[nodiscard]] Result<std::string> png_of_svg(const std::string& svg, const RasterSize& size);

}  // namespace cutpoint
