#include "app/language_server/amounts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include <fmt/format.h>

namespace cutpoint {

namespace {

constexpr std::array periods{std::string_view("hour"), std::string_view("day"),
                             std::string_view("week"), std::string_view("month"),
                             std::string_view("year")};

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool is_capital(char c) {
  return std::isupper(static_cast<unsigned char>(c)) != 0;
}

void add_units(const std::string& number, const FormatWords& words,
               const std::vector<std::string>& path, std::vector<AmountEnding>& endings) {
  if (words.takes_share(path)) endings.push_back({number + "%", "per cent"});
  if (!words.takes_duration(path)) return;
  for (const auto& [unit, name] :
       {std::pair("s", "seconds"), std::pair("m", "minutes"), std::pair("h", "hours"),
        std::pair("d", "days"), std::pair("w", "weeks"), std::pair("y", "years")}) {
    endings.push_back({number + unit, name});
  }
}

void add_currencies(const std::string& before, const std::set<std::string>& currencies,
                    std::vector<AmountEnding>& endings) {
  for (const std::string& currency : currencies) {
    endings.push_back({before + currency, "once"});
    for (const std::string_view period : periods) {
      endings.push_back({fmt::format("{}{}/{}", before, currency, period), "by time"});
    }
  }
}

/// "900 USD/mo": the periods alone, as the word in front of the cursor is one.
void add_periods(std::vector<AmountEnding>& endings) {
  for (const std::string_view period : periods)
    endings.push_back({std::string(period), "a period"});
}

}  // namespace

std::set<std::string> currencies_in(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = 0; at + 4 < text.size(); ++at) {
    if (!is_digit(text[at]) || text[at + 1] != ' ') continue;
    const std::string_view word = text.substr(at + 2, 3);
    const bool ends =
        at + 5 >= text.size() || std::isalnum(static_cast<unsigned char>(text[at + 5])) == 0;
    if (ends && word.size() == 3 && std::all_of(word.begin(), word.end(), is_capital)) {
      found.emplace(word);
    }
  }
  return found;
}

std::vector<AmountEnding> amount_endings(const std::string& typed, const FormatWords& words,
                                         const std::vector<std::string>& path,
                                         const std::set<std::string>& currencies) {
  std::vector<AmountEnding> endings;
  const auto number_end =
      std::find_if_not(typed.begin(), typed.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (number_end == typed.begin()) return endings;
  const bool is_bare = number_end == typed.end();
  if (is_bare) add_units(typed, words, path, endings);
  if (!words.takes_money(path)) return endings;
  if (is_bare) {
    add_currencies(typed + " ", currencies, endings);
  } else if (std::find(number_end, typed.end(), '/') != typed.end()) {
    add_periods(endings);
  } else if (*number_end == ' ') {
    add_currencies("", currencies, endings);
  }
  return endings;
}

}  // namespace cutpoint
