#include "model/format/markdown/markdown_lines.hpp"

#include <algorithm>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Behind a list marker at `at` (`-`, `*`, `+`, `1.`, `1)`), or `at` where there is none.
std::size_t behind_list_marker(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
  const std::string_view ends = end > at ? ".)" : "-*+";
  const bool is_marker = end + 1 < line.size() && ends.find(line[end]) != std::string_view::npos &&
                         is_blank(line[end + 1]);
  return is_marker ? end + 1 : at;
}

bool is_escaped(std::string_view line, std::size_t at) {
  std::size_t marks = 0;
  while (marks < at && line[at - marks - 1] == '\\') ++marks;
  return marks % 2 == 1;
}

}  // namespace

Fence fence_of(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.size() < 3 || (text[0] != '`' && text[0] != '~')) return {};
  const std::size_t end = std::min(text.find_first_not_of(text[0]), text.size());
  if (end < 3) return {};
  const Fence fence{text[0], end, trimmed(text.substr(end))};
  // Backticks behind backticks make an inline code span.
  if (fence.mark == '`' && fence.info.find('`') != std::string_view::npos) return {};
  return fence;
}

Container container_of(std::string_view line) {
  Container container;
  std::size_t at = 0;
  while (at < line.size()) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    const std::size_t behind = line[at] == '>' ? at + 1 : behind_list_marker(line, at);
    if (behind == at) break;
    if (line[at] == '>') ++container.quotes;
    at = behind;
  }
  container.width = at;
  return container;
}

std::string margin_of(std::string_view line) {
  std::string margin(line.substr(0, container_of(line).width));
  for (char& c : margin) {
    if (c != '>' && c != '\t') c = ' ';
  }
  return margin;
}

std::optional<std::size_t> behind_quotes(std::string_view line, std::size_t quotes) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < quotes; ++i) {
    while (at < line.size() && is_blank(line[at])) ++at;
    if (at == line.size() || line[at] != '>') return std::nullopt;
    ++at;
  }
  return at;
}

bool has_word(std::string_view info, std::string_view word) {
  constexpr std::string_view between = " \t{}.";
  const std::string text = lower_case(info);
  for (std::size_t at = text.find_first_not_of(between); at != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(between, at), text.size());
    if (std::string_view(text).substr(at, end - at) == word) return true;
    at = text.find_first_not_of(between, end);
  }
  return false;
}

std::size_t find_unescaped(std::string_view line, std::string_view wanted, std::size_t at) {
  std::size_t found = line.find(wanted, at);
  while (found != std::string_view::npos && is_escaped(line, found)) {
    found = line.find(wanted, found + 1);
  }
  return found;
}

std::size_t behind_ticks(std::string_view line, std::size_t length, std::size_t at) {
  for (;;) {
    const std::size_t tick = line.find('`', at);
    if (tick == std::string_view::npos) return tick;
    at = std::min(line.find_first_not_of('`', tick), line.size());
    if (at - tick == length) return at;
  }
}

std::size_t indentation(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (!is_blank(c)) break;
    columns += c == '\t' ? 4 - columns % 4 : 1;
  }
  return columns;
}

bool opens_container(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (behind_list_marker(text, 0) > 0) return true;
  for (const std::string_view start : {"[^", ": ", ":\t", "!!! ", "??? ", "???+ ", "=== "}) {
    if (text.rfind(start, 0) == 0) return true;
  }
  return false;
}

}  // namespace cutpoint
