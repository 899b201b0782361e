#include <utility>

#include <fmt/format.h>

#include "renderer/cards/card_making.hpp"
#include "renderer/languages/card_svg.hpp"
#include "renderer/languages/dot.hpp"
#include "renderer/languages/raster.hpp"

namespace cutpoint {

namespace {

// Sharp on dense screens, and never wider than pages and comments show.
constexpr RasterSize card_raster{2, 4000};

/// The picture that `.svg` is. Without librsvg, what Graphviz makes of it.
Rendered render_png(const RenderInput& input) {
  if (const std::string& missing = raster_obstacle(); !missing.empty()) {
    Rendered drawn = render_with_graphviz(input, "png");
    if (drawn) {
      drawn->notes.push_back(fmt::format("drawn by Graphviz, without signs, as {}", missing));
    }
    return drawn;
  }
  const bool has_cards = shows_cards(input.options.picture);
  Rendered drawn = has_cards ? Rendered(card_svg(card_tree(input), wide_sheet))
                             : render_with_graphviz(input, "svg");
  if (!drawn) return drawn;
  auto png = png_of_svg(drawn->content, has_cards ? card_raster : RasterSize());
  if (!png) return png.error;
  drawn->content = std::move(*png);
  return drawn;
}

}  // namespace

const Format<RenderInput>& png_picture_format() {
  static const Format<RenderInput> format{{"png", "the diagram as a PNG picture", Medium::binary},
                                          render_png};
  return format;
}

}  // namespace cutpoint
