/// The architecture files of `samples/`, embedded when building.
#pragma once

#include <span>

#include "renderer/writing/embedded_text.hpp"

namespace cutpoint {

/// In the order of CMake's list.
[[nodiscard]] std::span<const EmbeddedText> sample_documents();

}  // namespace cutpoint
