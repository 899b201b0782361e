#include "renderer/findings/severity_words.hpp"

#include <array>

#include <fmt/format.h>

namespace cutpoint {

const SeverityWords& words_for(Severity severity) {
  static constexpr std::array<SeverityWords, 3> rows = {{
      {"error", "❌", "error", "critical", Style::red},
      {"warning", "⚠️", "warning", "major", Style::amber},
      {"note", "ℹ️", "notice", "info", Style::blue},
  }};
  switch (severity) {
    case Severity::error:
      return rows[0];
    case Severity::warning:
      return rows[1];
    case Severity::info:
      break;
  }
  return rows[2];
}

std::string counted(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string severity_counts(std::size_t errors, std::size_t warnings, std::size_t notes) {
  std::string text;
  const auto add = [&text](std::size_t number, Severity severity) {
    if (number == 0) return;
    text += (text.empty() ? "" : ", ") + counted(number, words_for(severity).word);
  };
  add(errors, Severity::error);
  add(warnings, Severity::warning);
  add(notes, Severity::info);
  return text;
}

}  // namespace cutpoint
