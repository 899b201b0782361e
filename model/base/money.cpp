#include "cutpoint/money.hpp"

#include <algorithm>
#include <array>

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

Failure no_money(std::string_view text) {
  return {fmt::format("`{}` is no amount of money", text), money_help};
}

}  // namespace

Result<Money> parse_money(std::string_view written) {
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

std::string to_text(const Money& money) {
  std::string text = fmt::format("{} {}", number_text(money.amount), money.currency);
  for (const Period& period : periods) {
    if (money.per == Duration::seconds(period.seconds))
      return fmt::format("{}/{}", text, period.name);
  }
  return text;
}

}  // namespace cutpoint
