/// Files that are embedded when building (cmake/embed_texts.cmake).
#pragma once

#include <string_view>

namespace cutpoint {

struct EmbeddedText {
  std::string_view name;  ///< of the file, without folder
  std::string_view hash;  ///< "sha256-…", as a Content-Security-Policy names it
  std::string_view text;
};

}  // namespace cutpoint
