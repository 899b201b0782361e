/// PictureCounts through Graphviz.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// The picture laid out and rendered by gvc in one of its formats, "svg" or "png".
[[nodiscard]] Rendered render_with_graphviz(const RenderInput& input, const std::string& format);

}  // namespace cutpoint
