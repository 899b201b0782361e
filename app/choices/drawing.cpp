#include "app/choices/drawing.hpp"

#include <fmt/format.h>

#include "renderer/languages/raster.hpp"

namespace cutpoint {

namespace {

constexpr RasterSize drawing_raster{2, 4000};

}  // namespace

bool asks_for_png(const std::string& path) {
  return path.ends_with(".png");
}

Exit write_drawing(const std::string& path, const std::string& svg, bool as_png, Console& console) {
  if (!as_png) return write_output(path, svg, console);
  if (const std::string& missing = raster_obstacle(); !missing.empty()) {
    return fail(console, fmt::format("this is drawn as SVG alone, as {}", missing));
  }
  const auto png = png_of_svg(svg, drawing_raster);
  if (!png) return fail(console, png.error.message);
  return write_output(path, *png, console);
}

}  // namespace cutpoint
