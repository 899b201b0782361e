/// From an analysed model to the picture of it that the options ask for.
#pragma once

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// All parts of the model that the options do not leave out, before any is drawn together.
[[nodiscard]] Picture whole_picture(const RenderInput& input);

/// Places that host something become frames; any_of and at_least become junction nodes. What the
/// options leave out is left out, and what they draw together is drawn together.
[[nodiscard]] Picture draw(const RenderInput& input);

}  // namespace cutpoint
