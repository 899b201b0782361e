#include "model/base/number_text.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace cutpoint {

std::optional<double> take_number(std::string_view& text) {
  if (text.empty() || (text[0] != '.' && (text[0] < '0' || text[0] > '9'))) return std::nullopt;
  // An "e" belongs to the number only with digits behind it: 1e3, but not 2eur.
  std::size_t end = text.find_first_not_of("0123456789.");
  if (end == std::string_view::npos) end = text.size();
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t digits = end + 1;
    if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
    std::size_t stop = text.find_first_not_of("0123456789", digits);
    if (stop == std::string_view::npos) stop = text.size();
    if (stop > digits) end = stop;
  }
  double value = 0;
  const char* last = text.data() + end;
  const auto parsed = std::from_chars(text.data(), last, value);
  if (parsed.ec != std::errc() || parsed.ptr != last || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(end);
  return value;
}

std::optional<double> read_number(std::string_view text) {
  const auto value = take_number(text);
  if (!value || !text.empty()) return std::nullopt;
  return value;
}

std::string number_text(double value) {
  // Fixed notation where it round-trips in a readable length.
  if (value != 0.0 && (value < 1e-4 || value >= 1e15)) return fmt::format("{}", value);
  std::string text = fmt::format("{:f}", value);
  for (int digits = 0; digits <= 24; ++digits) {
    text = fmt::format("{:.{}f}", value, digits);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    if (back == value) break;
  }
  return text;
}

std::string_view trimmed(std::string_view text, std::string_view blanks) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace cutpoint
