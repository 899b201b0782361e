/// The words of the field as they are meant here, for who meets them in an output.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cutpoint {

struct Term {
  std::string_view name;   ///< as outputs write it
  std::string_view words;  ///< other words for it, in lower case, parted by commas
  std::string_view text;   ///< sentences
  std::string_view more;   ///< where more stands: a rule, a key, a command; may be empty
};

/// In the order in which they build on each other.
[[nodiscard]] std::span<const Term> terms();
/// By any of its words, whatever their case and joints; null where there is none.
[[nodiscard]] const Term* find_term(std::string_view word);
/// The term that somebody may have meant.
[[nodiscard]] std::optional<std::string> nearest_term(std::string_view word);

}  // namespace cutpoint
