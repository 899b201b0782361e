/// Amounts of money: values that the format carries for later analyses.
///
/// Amounts are not negative, and never converted between currencies.
#pragma once

#include <string>
#include <string_view>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"

namespace cutpoint {

/// An amount in one currency, as a sum or by a period: "0.01 USD", "500 USD/month".
struct Money {
  double amount = 0.0;
  std::string currency;  ///< ISO 4217 letters, upper case
  /// Zero for a plain sum; otherwise the period ("month" is a twelfth of a year).
  Duration per;
  friend bool operator==(const Money&, const Money&) = default;
};

/// "0.01 USD", "500 USD/month": an amount, three capital letters, and a period of hour, day, week,
/// month or year.
[[nodiscard]] CUTPOINT_API Result<Money> parse_money(std::string_view text);
/// Readable by parse_money.
[[nodiscard]] CUTPOINT_API std::string to_text(const Money& money);

}  // namespace cutpoint
