/// How a number that somebody types may go on: units of time, per cent, currencies.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/language_server/format_words.hpp"

namespace cutpoint {

struct AmountEnding {
  std::string text;  ///< what is typed, whole, with its ending; after a blank the ending alone
  std::string_view meaning;
};

/// Currencies that a document has amounts in ("500 EUR/month").
[[nodiscard]] std::set<std::string> currencies_in(std::string_view text);

/// Endings of what stands in front of the cursor ("15", "900 ", "900 USD/") that make it what may
/// be written at that path; none where it is no beginning of an amount.
[[nodiscard]] std::vector<AmountEnding> amount_endings(const std::string& typed,
                                                       const FormatWords& words,
                                                       const std::vector<std::string>& path,
                                                       const std::set<std::string>& currencies);

}  // namespace cutpoint
