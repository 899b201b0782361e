#include "renderer/languages/dot.hpp"

namespace cutpoint {

namespace {

Rendered render_png(const RenderInput& input) {
  return render_with_graphviz(input, "png");
}

}  // namespace

const Format<RenderInput>& png_picture_format() {
  static const Format<RenderInput> format{{"png", "the diagram as a PNG picture", Medium::binary},
                                          render_png};
  return format;
}

}  // namespace cutpoint
