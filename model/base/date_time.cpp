#include "cutpoint/date_time.hpp"

#include <cctype>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

constexpr std::int64_t day_milliseconds = 86'400'000;
constexpr const char* instant_help =
    "write it as 2026-03-01T08:30:00Z or 2026-03-01T09:30:00+01:00";

std::chrono::year_month_day calendar_day(const Date& date) {
  return {std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
          std::chrono::day(static_cast<unsigned>(date.day))};
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
  std::int64_t milliseconds = ((std::int64_t{*hour} * 60 + *minute) * 60 + *second) * 1000;
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
  const std::int64_t ahead = (std::int64_t{*hours} * 60 + *minutes) * 60'000;
  return behind ? -ahead : ahead;
}

}  // namespace

Result<Date> parse_date(std::string_view written) {
  const std::string_view text = trimmed(written);
  const auto digits = [&](std::size_t from, std::size_t count) -> int {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const Failure error{fmt::format("`{}` is no date", written), "write it as 2026-12-31"};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {std::nullopt, error};
  const Date date{digits(0, 4), digits(5, 2), digits(8, 2)};
  const bool all_digits = date.year >= 0 && date.month >= 0 && date.day >= 0;
  if (!all_digits || date.year < 1 || !calendar_day(date).ok()) return {std::nullopt, error};
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

Result<Instant> parse_instant(std::string_view written) {
  std::string_view text = trimmed(written);
  const Failure error{fmt::format("`{}` is no instant", written), instant_help};
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
  return {Instant{std::chrono::sys_days(calendar_day(*date.value)).time_since_epoch().count() *
                      day_milliseconds +
                  *time - *zone},
          {}};
}

std::string to_text(Instant instant) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{
      std::chrono::milliseconds(instant.milliseconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text =
      fmt::format("{}T{:02}:{:02}:{:02}",
                  to_text(Date{static_cast<int>(date.year()),
                               static_cast<int>(static_cast<unsigned>(date.month())),
                               static_cast<int>(static_cast<unsigned>(date.day()))}),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (clock.subseconds().count() != 0) text += fmt::format(".{:03}", clock.subseconds().count());
  return text + "Z";
}

}  // namespace cutpoint
