#include "renderer/languages/dot.hpp"

namespace cutpoint {

namespace {

Rendered render(const RenderInput& input) {
  return render_with_graphviz(input, "png");
}

}  // namespace

const Renderer& png_renderer() {
  static const Renderer renderer{"png", RendererKind::diagram, true, "the diagram as a PNG picture",
                                 render};
  return renderer;
}

}  // namespace cutpoint
