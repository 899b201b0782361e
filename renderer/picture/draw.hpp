/// From an analysed model to the picture of it that the options ask for.
#pragma once

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// Places that host something become frames; any_of and at_least become junction nodes. What the
/// options leave out is left out, and what they draw together is drawn together.
[[nodiscard]] Picture draw(const RenderInput& input);

}  // namespace cutpoint
