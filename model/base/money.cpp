#include "cutpoint/money.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

struct Period {
  std::string_view name;
  double seconds;
};

// The first name of each length is the one that is printed.
constexpr std::array periods = {
    Period{"hour", Duration::hour},    Period{"day", Duration::day},
    Period{"week", 7 * Duration::day}, Period{"month", Duration::year / 12},
    Period{"year", Duration::year},    Period{"h", Duration::hour},
    Period{"d", Duration::day},        Period{"y", Duration::year},
};

constexpr const char* money_help = "write an amount and a currency: 0.01 USD, 500 USD/month";

ParseError no_money(std::string_view text) {
  return {fmt::format("`{}` is no amount of money", text), money_help};
}

}  // namespace

Parsed<Money> parse_money(std::string_view written) {
  std::string_view text = trimmed(written);
  if (text.starts_with('-')) return {std::nullopt, {"money cannot be negative", money_help}};
  const auto amount = take_number(text);
  if (!amount) return {std::nullopt, no_money(written)};
  Money money;
  money.amount = *amount;
  const std::size_t slash = text.find('/');
  money.currency = std::string(trimmed(text.substr(0, slash)));
  const bool letters = std::all_of(money.currency.begin(), money.currency.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  if (money.currency.size() != 3 || !letters) {
    return {
        std::nullopt,
        {fmt::format("`{}` names no currency", written), "use its three letters: USD, EUR, GBP"}};
  }
  if (slash == std::string_view::npos) return {money, {}};
  const std::string_view period = trimmed(text.substr(slash + 1));
  for (const Period& known : periods) {
    if (known.name != period) continue;
    money.per = Duration::seconds(known.seconds);
    return {money, {}};
  }
  return {std::nullopt,
          {fmt::format("`{}` has an unknown period", written), "hour, day, week, month or year"}};
}

Parsed<Date> parse_date(std::string_view written) {
  const std::string_view text = trimmed(written);
  const auto digits = [&](std::size_t from, std::size_t count) -> int {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const ParseError error{fmt::format("`{}` is no date", written), "write it as 2026-12-31"};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {std::nullopt, error};
  const Date date{digits(0, 4), digits(5, 2), digits(8, 2)};
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) {
    return {std::nullopt, error};
  }
  const int length =
      date.month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(date.month - 1)];
  if (date.day > length) return {std::nullopt, error};
  return {date, {}};
}

std::string to_text(const Money& money) {
  std::string text = fmt::format("{} {}", number_text(money.amount), money.currency);
  for (const Period& period : periods) {
    if (money.per == Duration::seconds(period.seconds))
      return fmt::format("{}/{}", text, period.name);
  }
  return text;
}

std::string to_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace cutpoint
