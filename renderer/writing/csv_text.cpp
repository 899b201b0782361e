#include "renderer/writing/csv_text.hpp"

#include <cmath>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

bool is_number(const std::string& text) {
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return !text.empty() && end == text.c_str() + text.size();
}

/// Spreadsheets take these for the start of a formula, also behind blanks, and full-width ones too.
bool looks_like_formula(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos || is_number(text)) return false;
  const std::string_view rest = std::string_view(text).substr(first);
  constexpr std::string_view ascii = "=+-@|%";
  if (ascii.find(rest.front()) != std::string_view::npos) return true;
  return rest.starts_with("＝") || rest.starts_with("＋") || rest.starts_with("－") ||
         rest.starts_with("＠");
}

std::string csv_cell(const std::string& name) {
  const std::string shown = visible(name);
  std::string text = looks_like_formula(shown) ? "'" + shown : shown;
  if (text.find_first_of("\",;") == std::string::npos) return text;
  std::string quoted(1, '"');
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  quoted += '"';
  return quoted;
}

}  // namespace

std::string csv_number(double value) {
  return std::isinf(value) ? "inf" : fmt::format("{}", value);
}

std::string csv_number(const std::optional<double>& value) {
  return value ? csv_number(*value) : std::string();
}

void CsvTable::add(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text_ += ',';
    text_ += csv_cell(cells[i]);
  }
  text_ += "\r\n";
}

}  // namespace cutpoint
