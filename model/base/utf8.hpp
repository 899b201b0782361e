/// Texts as they come from outside, in the one encoding that is used inside.
#pragma once

#include <optional>
#include <string>

namespace cutpoint {

/// Turns bytes into UTF-8 text: UTF-16 with a byte order mark is converted, invalid bytes and
/// control characters are an error naming the line.
[[nodiscard]] std::optional<std::string> to_utf8(std::string bytes, const std::string& name,
                                                 std::string& error);

}  // namespace cutpoint
