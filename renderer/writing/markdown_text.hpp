/// Text that Markdown shows as it is written, in tables too.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// `code` spans of our own messages stay code; everything else that Markdown or HTML would read is
/// escaped.
[[nodiscard]] std::string markdown_text(std::string_view text);

}  // namespace cutpoint
