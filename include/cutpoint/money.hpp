/// Amounts of money, dates: values that the format carries for later analyses.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "cutpoint/duration.hpp"

namespace cutpoint {

/// An amount in one currency, as a sum or by a period: "0.01 USD", "500 USD/month".
struct Money {
  double amount = 0.0;
  std::string currency;  ///< ISO 4217 letters, upper case
  /// Zero for a plain sum; otherwise the period ("month" is a twelfth of a year).
  Duration per;
};

/// A calendar day.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

[[nodiscard]] Parsed<Money> parse_money(std::string_view text);
[[nodiscard]] Parsed<Date> parse_date(std::string_view text);
[[nodiscard]] std::string to_text(const Money& money);
[[nodiscard]] std::string to_text(const Date& date);

}  // namespace cutpoint
