/// What a language without a layout of its own spells.
#pragma once

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// The level of cards that SVG and the page show first, or what the options ask for instead.
[[nodiscard]] Picture shown_picture(const RenderInput& input);

}  // namespace cutpoint
