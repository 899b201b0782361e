#include "renderer/languages/dot.hpp"

namespace cutpoint {

namespace {

Rendered render_svg(const RenderInput& input) {
  return render_with_graphviz(input, "svg");
}

}  // namespace

const Format<RenderInput>& svg_picture_format() {
  static const Format<RenderInput> format{{"svg", "the diagram as an SVG picture"}, render_svg};
  return format;
}

}  // namespace cutpoint
