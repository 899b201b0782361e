/// Leaves out of a drawing what was not asked for.
#pragma once

#include <string>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// Applies the restrictions of `options`; ids in them are of `model`. Linear in the drawing, a walk
/// for each restriction.
void restrict_scope(Drawing& drawing, const Model& model, const DiagramOptions& options);

}  // namespace cutpoint
