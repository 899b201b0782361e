#include "renderer/cards/card_making.hpp"
#include "renderer/languages/card_svg.hpp"
#include "renderer/languages/dot.hpp"

namespace cutpoint {

namespace {

Rendered render_svg(const RenderInput& input) {
  if (shows_cards(input.options.picture)) return card_svg(card_tree(input), wide_sheet);
  return render_with_graphviz(input, "svg");
}

}  // namespace

const Format<RenderInput>& svg_picture_format() {
  static const Format<RenderInput> format{{"svg", "the diagram as an SVG picture"}, render_svg};
  return format;
}

}  // namespace cutpoint
