// Durations for people: in two units, of intervals in those of the longer end.
#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "cutpoint/duration.hpp"
#include "model/base/interval_text.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

struct UnitPair {
  const char* large;
  double large_seconds;
  const char* small;
  double small_seconds;
};

constexpr std::array unit_pairs = {
    UnitPair{"y", Duration::year, "d", Duration::day},
    UnitPair{"d", Duration::day, "h", Duration::hour},
    UnitPair{"h", Duration::hour, "min", Duration::minute},
    UnitPair{"min", Duration::minute, "s", Duration::second},
};

constexpr double in_tenths_below = 9.95;  // seconds
constexpr double in_milliseconds_below = 0.9995;
constexpr double large_alone_from = 1000.0;  // years

double rounded_to(double seconds, double unit, Rounding rounding) {
  return whole_number(seconds / unit, rounding) * unit;
}

/// "3 min 9 s", "3 min"; with `all_parts` "3 min 0 s".
std::string text_of(double seconds, Rounding rounding, bool all_parts) {
  if (seconds == 0.0) return "0 s";
  if (seconds < in_milliseconds_below) {
    const double whole = whole_number(seconds * 1000.0, rounding);
    return whole < 1.0 ? "< 1 ms" : fmt::format("{:.0f} ms", whole);
  }
  if (seconds < in_tenths_below) {
    const double tenths = whole_number(seconds * 10.0, rounding) / 10.0;
    return (all_parts ? fmt::format("{:.1f}", tenths) : number_text(tenths)) + " s";
  }
  for (const UnitPair& pair : unit_pairs) {
    // Rounded to the small unit first, so that 59.7 s more than 3 min is 4 min.
    const double rounded = rounded_to(seconds, pair.small_seconds, rounding);
    if (rounded < pair.large_seconds) continue;
    const double large = std::floor(rounded / pair.large_seconds);
    const double small = std::round((rounded - large * pair.large_seconds) / pair.small_seconds);
    if (large >= large_alone_from) {
      return fmt::format("{:.0f} {}", whole_number(seconds / pair.large_seconds, rounding),
                         pair.large);
    }
    if (small == 0.0 && !all_parts) return fmt::format("{:.0f} {}", large, pair.large);
    return fmt::format("{:.0f} {} {:.0f} {}", large, pair.large, small, pair.small);
  }
  return fmt::format("{:.0f} s", rounded_to(seconds, 1.0, rounding));
}

/// "1 y 34 d 5 h": the last unit of `text_of` and the one below it.
std::string finer_text(double seconds, const UnitPair& pair, const UnitPair& below,
                       Rounding rounding) {
  const double rounded = rounded_to(seconds, below.small_seconds, rounding);
  const double large = std::floor(rounded / pair.large_seconds);
  const double rest = rounded - large * pair.large_seconds;
  const double small = std::floor(rest / pair.small_seconds);
  return fmt::format("{:.0f} {} {:.0f} {} {:.0f} {}", large, pair.large, small, pair.small,
                     std::round((rest - small * pair.small_seconds) / below.small_seconds),
                     below.small);
}

/// Which of the pairs tells what takes so long; its number is theirs where none does.
std::size_t pair_of(double seconds) {
  std::size_t i = 0;
  while (i < unit_pairs.size() && seconds < unit_pairs[i].large_seconds) ++i;
  return i;
}

/// Whether ends rounded outwards to a unit say much more than there is.
bool is_too_coarse(double low, double high, double unit) {
  return rounded_to(high, unit, Rounding::up) - rounded_to(low, unit, Rounding::down) >
         2.0 * (high - low);
}

}  // namespace

std::string to_human_text(Duration duration) {
  if (duration.is_never()) return "never";
  return text_of(duration.in_seconds(), Rounding::nearest, false);
}

IntervalText interval_text(Duration low, Duration high) {
  const std::string one = to_human_text(low);
  if (low >= high) return {one, one, one};
  const double from = low.in_seconds();
  if (high.is_never()) return {text_of(from, Rounding::down, false), "never", {}};
  const double to = high.in_seconds();
  const std::size_t pair = pair_of(to);
  if (pair_of(from) != pair || from < in_milliseconds_below) {
    IntervalText text{text_of(from, Rounding::down, false), text_of(to, Rounding::up, false), {}};
    if (text.low == text.high) text.one = text.low;
    return text;
  }
  const bool has_pair = pair < unit_pairs.size();
  if (has_pair && pair + 1 < unit_pairs.size() && to < large_alone_from * Duration::year &&
      is_too_coarse(from, to, unit_pairs[pair].small_seconds)) {
    const UnitPair &units = unit_pairs[pair], &below = unit_pairs[pair + 1];
    const auto finer = [&](double seconds, Rounding rounding) {
      return finer_text(seconds, units, below, rounding);
    };
    IntervalText text{finer(from, Rounding::down), finer(to, Rounding::up), {}};
    if (finer(from, Rounding::nearest) == finer(to, Rounding::nearest)) text.one = one;
    return text;
  }
  IntervalText text{text_of(from, Rounding::down, true), text_of(to, Rounding::up, true), {}};
  const std::string shortest = text_of(from, Rounding::down, false);
  // "3 min to 5 min": without parts that are zero at both ends.
  if (text.low != shortest && text.high != text_of(to, Rounding::up, false)) {
    text = {shortest, text_of(to, Rounding::up, false), {}};
  }
  if (text_of(from, Rounding::nearest, false) == text_of(to, Rounding::nearest, false)) {
    text.one = one;
  }
  return text;
}

}  // namespace cutpoint
