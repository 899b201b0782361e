/// What the parsers of single values give back: the value, or why the text is none.
#pragma once

#include <optional>
#include <string>

namespace cutpoint {

/// Why a text is not what was expected. Whoever knows the place of the text makes a Diagnostic of
/// it.
struct ParseError {
  std::string message;  ///< for people: "`5x` is no duration"
  std::string help;     ///< what to write instead; may be empty
};

template <class T>
struct Parsed {
  std::optional<T> value;
  ParseError error;  ///< meaningful when there is no value
};

}  // namespace cutpoint
