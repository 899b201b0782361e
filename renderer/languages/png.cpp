#include "renderer/languages/dot.hpp"

namespace cutpoint {

namespace {

Rendered render_png(const RenderInput& input) {
  return render_with_graphviz(input, "png");
}

}  // namespace

const Renderer& png_renderer() {
  static const Renderer renderer{"png", RendererKind::diagram, true, "the diagram as a PNG picture",
                                 render_png};
  return renderer;
}

}  // namespace cutpoint
