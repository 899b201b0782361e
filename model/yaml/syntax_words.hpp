/// What is wrong with the syntax of a YAML text, in words for who wrote it.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

struct SyntaxWords {
  std::string message;
  std::string help;
};

/// Where the parser stopped.
struct SyntaxPlace {
  std::string_view line;    ///< all of it
  std::string_view before;  ///< the last line above that is neither blank nor a comment
  std::size_t at = 0;       ///< bytes in front of the place in its line
};

/// Puts what the parser calls it into words, by what stands there.
[[nodiscard]] SyntaxWords syntax_words(std::string_view parsers_message, const SyntaxPlace& place);

}  // namespace cutpoint
