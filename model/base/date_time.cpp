#include "cutpoint/date_time.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;
constexpr const char* instant_help =
    "write it as 2026-03-01T08:30:00Z or 2026-03-01T09:30:00+01:00";

/// Days since 1970-01-01 of the proleptic Gregorian calendar, and back (Hinnant's algorithms).
std::int64_t days_of(const Date& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = date.month + (date.month > 2 ? -3 : 9);
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719'468;
}

Date date_of(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  const auto calendar_month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  const auto year = static_cast<int>(year_of_era + era * 400 + (calendar_month <= 2 ? 1 : 0));
  return {year, calendar_month, day};
}

/// Two digits in [0, most] at the front, which are taken off.
std::optional<int> take_two(std::string_view& text, int most) {
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
    return std::nullopt;
  }
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  if (value > most) return std::nullopt;
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// Milliseconds of the day; 23:59:60 is the leap second.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const auto hour = take_two(text, 23);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_two(text, 59);
  if (!minute || !take(text, ":")) return std::nullopt;
  const auto second = take_two(text, 60);
  if (!second) return std::nullopt;
  std::int64_t milliseconds = ((*hour * 60 + *minute) * 60 + *second) * 1000;
  if (!take(text, ".")) return milliseconds;
  std::int64_t scale = 100;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    milliseconds += scale * (text[digits] - '0');
    scale /= 10;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return milliseconds;
}

/// Milliseconds that the zone is ahead of universal time; all that is left of the text.
std::optional<std::int64_t> read_zone(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  const bool behind = !text.empty() && text.front() == '-';
  if (!take(text, "+-")) return std::nullopt;
  const auto hours = take_two(text, 23);
  if (!hours || !take(text, ":")) return std::nullopt;
  const auto minutes = take_two(text, 59);
  if (!minutes || !text.empty()) return std::nullopt;
  const std::int64_t ahead = (*hours * 60 + *minutes) * 60'000;
  return behind ? -ahead : ahead;
}

}  // namespace

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

std::string to_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

double seconds_between(Instant from, Instant to) {
  return static_cast<double>(to.milliseconds - from.milliseconds) / 1000.0;
}

Instant later_by(Instant start, double seconds) {
  return {start.milliseconds + std::llround(seconds * 1000.0)};
}

Parsed<Instant> parse_instant(std::string_view written) {
  std::string_view text = trimmed(written);
  const ParseError error{fmt::format("`{}` is no instant", written), instant_help};
  if (text.size() < 10) return {std::nullopt, error};
  const auto date = parse_date(text.substr(0, 10));
  if (!date.value) return {std::nullopt, {date.error.message, instant_help}};
  text.remove_prefix(10);
  if (!take(text, "Tt ")) return {std::nullopt, error};
  const auto time = take_time(text);
  if (!time) return {std::nullopt, error};
  if (text.empty()) {
    return {std::nullopt,
            {fmt::format("`{}` has no time zone", written), "add Z for universal time, or +01:00"}};
  }
  const auto zone = read_zone(text);
  if (!zone) return {std::nullopt, error};
  return {Instant{days_of(*date.value) * day_milliseconds + *time - *zone}, {}};
}

std::string to_text(Instant instant) {
  std::int64_t days = instant.milliseconds / day_milliseconds;
  if (days * day_milliseconds > instant.milliseconds) --days;
  const std::int64_t rest = instant.milliseconds - days * day_milliseconds;
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", to_text(date_of(days)), rest / 3'600'000,
                                 rest / 60'000 % 60, rest / 1000 % 60);
  if (rest % 1000 != 0) text += fmt::format(".{:03}", rest % 1000);
  return text + "Z";
}

}  // namespace cutpoint
