/// Draws several parts of a picture as one.
#pragma once

#include <string_view>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// Draws what `collapse` names (a machine, a zone, a kind) as one box each, edges between two boxes
/// as one. False where there is nothing to draw together; the picture is then as it was.
bool collapse_parts(Picture& picture, Collapse collapse);

/// "host", "zone", "kind", "none", "auto".
[[nodiscard]] std::string_view name_of(Collapse collapse);

/// Where one part needs everything that a frame holds, draws one edge to the frame instead of a
/// dozen into it.
void bundle_edges(Picture& picture);

}  // namespace cutpoint
