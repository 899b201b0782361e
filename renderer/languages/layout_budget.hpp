/// Keeps the layout of pictures within seconds, whatever the size of the model.
#pragma once

#include <string>
#include <vector>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// What is to be laid out, and by which of Graphviz' engines.
struct Layout {
  Picture picture;
  std::string engine = "dot";
  std::vector<std::string> notes;  ///< what was done to keep to the budget
};

/// Of the level of cards that is shown, or of the whole graph: `dot` up to 800 parts and 1 200
/// edges. Beyond that, changes are drawn together by host, zone or kind; then `sfdp` lays out up to
/// 20 000 parts and 60 000 edges, with places as boxes. Larger pictures are an error.
[[nodiscard]] Result<Layout> plan_layout(const RenderInput& input);

}  // namespace cutpoint
