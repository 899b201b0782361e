#include "cutpoint/duration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/base/duration_pattern.hpp"
#include "model/base/meant_words.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

struct Unit {
  std::string_view name;
  double seconds;
  /// Spellings that are read too: what outputs print, and what people write out.
  std::array<std::string_view, 6> others = {};
};

// Longest first, so that printing finds the largest that fits.
constexpr std::array units = {
    Unit{"y", Duration::year, {"yr", "yrs", "year", "years"}},
    Unit{"w", 7 * Duration::day, {"wk", "wks", "week", "weeks"}},
    Unit{"d", Duration::day, {"day", "days"}},
    Unit{"h", Duration::hour, {"hr", "hrs", "hour", "hours"}},
    Unit{"m", Duration::minute, {"min", "mins", "minute", "minutes"}},
    Unit{"s", Duration::second, {"sec", "secs", "second", "seconds"}},
    Unit{"ms", 0.001, {"msec", "msecs", "millisecond", "milliseconds"}},
};

/// Every spelling of every unit, the longest first, so that none hides behind its beginning.
std::vector<std::string_view> unit_spellings() {
  std::vector<std::string_view> all;
  for (const Unit& unit : units) {
    all.push_back(unit.name);
    for (const std::string_view other : unit.others) {
      if (!other.empty()) all.push_back(other);
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return all;
}

constexpr const char* units_help =
    "durations need a unit: 20s, 5m, 2h, 30d, 1y, or compounds, 1h30m";

Result<Duration> failure(std::string message, std::string help) {
  return {std::nullopt, {std::move(message), std::move(help)}};
}

std::optional<double> take_unit(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && ((text[length] >= 'a' && text[length] <= 'z') ||
                                  (text[length] >= 'A' && text[length] <= 'Z'))) {
    ++length;
  }
  for (const Unit& unit : units) {
    const std::string_view written = text.substr(0, length);
    const bool known = written == unit.name ||
                       (!written.empty() && std::find(unit.others.begin(), unit.others.end(),
                                                      written) != unit.others.end());
    if (!known) continue;
    text.remove_prefix(length);
    return unit.seconds;
  }
  return std::nullopt;
}

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// A month is no fixed time, and a capital M might be one.
std::string help_with_unit(std::string_view unit) {
  if (unit.starts_with("mo") || unit.starts_with("M")) {
    return "a month is no fixed time: write days, such as 30d; minutes are `m` or `min`";
  }
  if (unit.starts_with(":")) return "hours and minutes are written 1h30m";
  return units_help;
}

Failure unknown_unit(std::string_view unit, std::string_view written) {
  std::string message = fmt::format("`{}` has an unknown unit", written);
  std::string help = help_with_unit(unit);
  if (help != units_help) return {std::move(message), std::move(help)};
  if (unit.starts_with(",")) {
    std::string pointed(written);
    std::replace(pointed.begin(), pointed.end(), ',', '.');
    if (parse_duration(pointed).value) return mistaken(std::move(message), {pointed});
  }
  const std::string lower = in_lower_case(written);
  if (lower != written && parse_duration(lower).value) {
    return mistaken(std::move(message), {lower});
  }
  return {std::move(message), std::move(help)};
}

/// A number at the end, behind units of which `last` is the smallest, may have each smaller one.
Failure no_unit(std::string_view written, bool is_at_the_end, double last) {
  Failure failure(fmt::format("`{}` has no unit", written), units_help);
  if (!is_at_the_end) return failure;
  for (const std::string_view offered : {"d", "h", "m", "s", "y"}) {
    std::string_view unit = offered;
    if (*take_unit(unit) < last) failure.meant.push_back(fmt::format("{}{}", written, offered));
  }
  return failure;
}

/// What people write for a time that has no number.
Failure no_duration(std::string_view written, std::string_view text) {
  constexpr std::array words = {
      std::pair("hourly", "1h"),   std::pair("daily", "1d"),    std::pair("nightly", "1d"),
      std::pair("weekly", "7d"),   std::pair("monthly", "30d"), std::pair("yearly", "1y"),
      std::pair("annually", "1y"),
  };
  std::string message = fmt::format("`{}` is no duration", written);
  const std::string lower = in_lower_case(text);
  for (const auto& [word, duration] : words) {
    if (lower == word) return mistaken(std::move(message), {duration});
  }
  if (lower.size() > 1 && lower.front() == 'p' && lower.find_first_of("0123456789") <= 2) {
    return {std::move(message), "write 30d for P30D, 1h30m for PT1H30M"};
  }
  return {std::move(message), units_help};
}

}  // namespace

std::string duration_pattern() {
  return fmt::format("(never|0|({}\\s*({})\\s*)+)", number_pattern,
                     fmt::join(unit_spellings(), "|"));
}

Duration DurationRange::middle() const {
  if (!is_range()) return low;
  return Duration::seconds(std::sqrt(low.in_seconds()) * std::sqrt(high.in_seconds()));
}

Result<Duration> parse_duration(std::string_view written) {
  std::string_view text = trimmed(written);
  if (text == "never") return {Duration::never(), {}};
  if (text == "0") return {Duration(), {}};
  if (text.empty()) return failure("a duration is missing", units_help);
  if (text.front() == '-') return failure("a duration cannot be negative", units_help);
  // The ways in which YAML, and people, write infinity.
  for (const std::string_view infinite : {".inf", ".Inf", ".INF", "inf", "infinity", "infinite"}) {
    if (text != infinite) continue;
    return mistaken(fmt::format("`{}` is no duration", written), {"never"});
  }
  double seconds = 0;
  double last = std::numeric_limits<double>::infinity();
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number) return no_duration(written, text);
    text = trimmed(text);
    if (text.empty() || (text.front() >= '0' && text.front() <= '9')) {
      return no_unit(trimmed(written), text.empty(), last);
    }
    const auto unit = take_unit(text);
    if (!unit) return unknown_unit(text, written);
    seconds += *number * *unit;
    last = std::min(last, *unit);
    text = trimmed(text);
  }
  if (!std::isfinite(seconds) || seconds > 1e15) {
    return failure(fmt::format("`{}` is too long", written), "for what never fails write `never`");
  }
  return {Duration::seconds(seconds), {}};
}

Result<DurationRange> parse_duration_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::string_view from = text.substr(0, dots);
  const Result<Duration> low = parse_duration(from);
  if (dots == std::string_view::npos) {
    if (!low.value) return low.error;
    return DurationRange{*low.value, *low.value};
  }
  const std::string_view to = text.substr(dots + 2);
  const Result<Duration> high = parse_duration(to);
  if (!low.value || !high.value) {
    Failure why = low.value ? high.error : low.error;
    why.meant =
        meant_ranges({from, low.has_value(), low.error}, {to, high.has_value(), high.error});
    std::erase_if(why.meant, [](const std::string& one) { return !parse_duration_range(one); });
    return why;
  }
  if (low.value->in_seconds() <= 0.0 || high.value->is_never() || *low.value > *high.value) {
    return {std::nullopt,
            {fmt::format("the range `{}` must run from a time above zero to a longer one", text),
             "such as 100d..300d"}};
  }
  return {DurationRange{*low.value, *high.value}, {}};
}

std::string to_text(Duration duration) {
  if (duration.is_never()) return "never";
  double seconds = duration.in_seconds();
  if (seconds == 0.0) return "0s";
  // Whole units only where the sum is exact; anything else is plain seconds.
  if (seconds == std::floor(seconds) && seconds < 1e12) {
    std::string text;
    for (const Unit& unit : units) {
      if (unit.name == "w" || unit.seconds > seconds || unit.seconds < 1.0) continue;
      const double count = std::floor(seconds / unit.seconds);
      text += fmt::format("{:.0f}{}", count, unit.name);
      seconds -= count * unit.seconds;
    }
    return text;
  }
  return number_text(seconds) + "s";
}

std::string to_text(const DurationRange& range) {
  return range.is_range() ? to_text(range.low) + ".." + to_text(range.high) : to_text(range.low);
}

}  // namespace cutpoint
