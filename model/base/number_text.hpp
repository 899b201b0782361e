/// Decimal numbers as written in documents: strict reading, shortest writing.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace cutpoint {

/// What take_number takes, as a regular expression.
inline constexpr const char* number_pattern = R"(([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)";

/// A plain non-negative decimal number such as "12", "0.5" or "1e3" at the start of `text`, which
/// it is taken off. Nothing for signs, hexadecimal, infinities, NaN and what overflows.
[[nodiscard]] std::optional<double> take_number(std::string_view& text);

/// The whole of `text` as such a number.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

/// The whole of `text` as a number of the type, as std::from_chars takes it: no blanks, no plus
/// sign, and nothing that the type cannot hold.
template <class Number>
[[nodiscard]] std::optional<Number> number_of_text(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  return is_number ? std::optional(number) : std::nullopt;
}

/// The shortest text that reads back as the same number, without exponent where that is sensible.
[[nodiscard]] std::string number_text(double value);

/// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");
/// ASCII letters; the rest as it is.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace cutpoint
