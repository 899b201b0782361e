/// The files of page/, embedded when building.
#pragma once

#include <span>

#include "renderer/writing/embedded_text.hpp"

namespace cutpoint {

/// In the order of CMake's list: scripts run in that order.
[[nodiscard]] std::span<const EmbeddedText> page_texts();

}  // namespace cutpoint
