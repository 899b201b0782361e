#include "renderer/languages/dot.hpp"

namespace cutpoint {

namespace {

Rendered render_svg(const RenderInput& input) {
  return render_with_graphviz(input, "svg");
}

}  // namespace

const Renderer& svg_renderer() {
  static const Renderer renderer{"svg", RendererKind::diagram, false,
                                 "the diagram as an SVG picture", render_svg};
  return renderer;
}

}  // namespace cutpoint
