/// Leaves out of a picture what was not asked for.
#pragma once

#include <string>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// Applies the restrictions of `options`; ids in them are of `model`. Linear in the picture, a walk
/// for each restriction.
void restrict_scope(Picture& picture, const Model& model, const PictureOptions& options);

}  // namespace cutpoint
