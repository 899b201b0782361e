/// Reports for terminals that show ASCII alone.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// The text with every sign outside ASCII put into ASCII: the signs of cutpoint's own reports by
/// one that looks like them, letters of names as \u{8bed}. For terminals that show nothing else.
[[nodiscard]] std::string ascii_text(std::string_view text);

}  // namespace cutpoint
