/// How the lines of a text end.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// Whether every line of the text ends as on Windows.
[[nodiscard]] bool ends_lines_with_cr(std::string_view text);
/// The text with all its lines ended so.
[[nodiscard]] std::string with_cr(std::string_view text);

}  // namespace cutpoint
