/// The files of page/, embedded when building (cmake/embed_texts.cmake).
#pragma once

#include <span>
#include <string_view>

namespace cutpoint {

struct EmbeddedText {
  std::string_view name;  ///< of the file, without folder
  std::string_view hash;  ///< "sha256-…", as a Content-Security-Policy names it
  std::string_view text;
};

/// In the order of CMake's list: scripts run in that order.
[[nodiscard]] std::span<const EmbeddedText> page_texts();

}  // namespace cutpoint
