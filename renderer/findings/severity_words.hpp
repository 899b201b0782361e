/// What each reader of findings calls a severity: one row each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cutpoint/diagnostic.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

struct SeverityWords {
  std::string_view word;  ///< for people and in SARIF: "note" where rules say "info"
  std::string_view mark;  ///< before the word where colours cannot be relied on
  std::string_view github;
  std::string_view gitlab;
  Style style;
};
[[nodiscard]] const SeverityWords& words_for(Severity severity);

/// "1 error", "2 errors"
[[nodiscard]] std::string counted(std::size_t count, std::string_view word);

/// "2 errors, 1 warning"; empty where there are none.
[[nodiscard]] std::string severity_counts(std::size_t errors, std::size_t warnings,
                                          std::size_t notes);

}  // namespace cutpoint
