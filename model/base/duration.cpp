#include "cutpoint/duration.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

struct Unit {
  std::string_view name;
  double seconds;
};

// Longest first, so that printing finds the largest that fits.
constexpr std::array units = {
    Unit{"y", Duration::year}, Unit{"w", 7 * Duration::day}, Unit{"d", Duration::day},
    Unit{"h", Duration::hour}, Unit{"m", Duration::minute},  Unit{"s", Duration::second},
    Unit{"ms", 0.001},
};

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
    if (text.substr(0, length) != unit.name) continue;
    text.remove_prefix(length);
    return unit.seconds;
  }
  return std::nullopt;
}

}  // namespace

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
    return failure(fmt::format("`{}` is no duration", written), "did you mean `never`?");
  }
  double seconds = 0;
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number) return failure(fmt::format("`{}` is no duration", written), units_help);
    text = trimmed(text);
    if (text.empty() || (text.front() >= '0' && text.front() <= '9')) {
      return failure(fmt::format("`{}` has no unit", written), units_help);
    }
    const auto unit = take_unit(text);
    if (!unit) return failure(fmt::format("`{}` has an unknown unit", written), units_help);
    seconds += *number * *unit;
    text = trimmed(text);
  }
  if (!std::isfinite(seconds) || seconds > 1e15) {
    return failure(fmt::format("`{}` is too long", written), "for what never fails write `never`");
  }
  return {Duration::seconds(seconds), {}};
}

Result<DurationRange> parse_duration_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  const Result<Duration> low = parse_duration(text.substr(0, dots));
  if (!low.value) return {std::nullopt, low.error};
  if (dots == std::string_view::npos) return {DurationRange{*low.value, *low.value}, {}};
  const Result<Duration> high = parse_duration(text.substr(dots + 2));
  if (!high.value) return {std::nullopt, high.error};
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

std::string to_human_text(Duration duration) {
  if (duration.is_never()) return "never";
  const double seconds = duration.in_seconds();
  if (seconds < 9.95) {
    if (seconds == 0.0) return "0 s";
    if (seconds < 0.0005) return "< 1 ms";
    if (seconds < 0.9995) return fmt::format("{:.0f} ms", seconds * 1000.0);
    return fmt::format("{} s", number_text(std::round(seconds * 10.0) / 10.0));
  }
  struct Step {
    const char* large;
    double large_seconds;
    const char* small;
    double small_seconds;
  };
  constexpr std::array steps = {
      Step{"y", Duration::year, "d", Duration::day},
      Step{"d", Duration::day, "h", Duration::hour},
      Step{"h", Duration::hour, "min", Duration::minute},
      Step{"min", Duration::minute, "s", Duration::second},
  };
  for (const Step& step : steps) {
    // Rounded to the small unit first, so that 59.7 s more than 3 min is 4 min.
    const double rounded = std::round(seconds / step.small_seconds) * step.small_seconds;
    if (rounded < step.large_seconds) continue;
    const double large = std::floor(rounded / step.large_seconds);
    const double small = std::round((rounded - large * step.large_seconds) / step.small_seconds);
    if (small == 0.0 || large >= 1000.0) return fmt::format("{:.0f} {}", large, step.large);
    return fmt::format("{:.0f} {} {:.0f} {}", large, step.large, small, step.small);
  }
  return fmt::format("{:.0f} s", seconds);
}

}  // namespace cutpoint
