/// Why a figure is not exact, in words.
#pragma once

#include <string_view>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Empty where nothing is in doubt.
[[nodiscard]] std::string_view words_of(GroupDoubt doubt);

}  // namespace cutpoint
