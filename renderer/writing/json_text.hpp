/// JSON as it is written.
#pragma once

#include <string>

#include "renderer/writing/json_values.hpp"

namespace cutpoint {

/// Two blanks deep, with a line end. What would mislead in a terminal or a review (direction marks,
/// marks without a shape, control characters) is written as \u202e: the same text to who parses it.
[[nodiscard]] std::string json_text(const OrderedJson& json);

}  // namespace cutpoint
