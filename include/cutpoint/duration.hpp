/// Lengths of time with units, as people write them: 20s, 5m, 2h, 30d, 1y, 1h30m, never.
///
/// Values of eight bytes; from 0 to infinity. Parsers never throw.
#pragma once

#include <compare>
#include <limits>
#include <string>
#include <string_view>

#include "cutpoint/export.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// A non-negative length of time, possibly infinite (`never`). 1y = 365d.
class Duration {
 public:
  static constexpr double second = 1.0, minute = 60.0, hour = 3600.0, day = 86400.0,
                          year = 365.0 * 86400.0;
  static constexpr double hours_a_year = year / hour;

  constexpr Duration() = default;
  [[nodiscard]] static constexpr Duration seconds(double value) { return Duration(value); }
  [[nodiscard]] static constexpr Duration hours(double value) { return Duration(value * hour); }
  /// A share of time, by the year.
  [[nodiscard]] static constexpr Duration in_a_year(double share) { return Duration(share * year); }
  [[nodiscard]] static constexpr Duration never() {
    return Duration(std::numeric_limits<double>::infinity());
  }

  [[nodiscard]] constexpr double in_seconds() const { return seconds_; }
  [[nodiscard]] constexpr double in_hours() const { return seconds_ / hour; }
  [[nodiscard]] constexpr double in_years() const { return seconds_ / year; }
  [[nodiscard]] constexpr bool is_never() const {
    return seconds_ == std::numeric_limits<double>::infinity();
  }

  friend constexpr auto operator<=>(Duration, Duration) = default;

 private:
  constexpr explicit Duration(double value) : seconds_(value) {}
  double seconds_ = 0.0;
};

/// `low..high`: the middle 90 % of what the writer believes; a plain value has low == high.
struct CUTPOINT_API DurationRange {
  Duration low;
  Duration high;

  [[nodiscard]] bool is_range() const { return low != high; }
  /// The value used where one number is needed: the geometric mean (median of a log-normal).
  [[nodiscard]] Duration middle() const;
  friend bool operator==(const DurationRange&, const DurationRange&) = default;
};

/// Units ms, s, m, h, d, w and y, compounds (`1h30m`), `never` and a plain `0`; at most 1e15
/// seconds.
[[nodiscard]] CUTPOINT_API Result<Duration> parse_duration(std::string_view text);
/// One duration, or two: `100d..300d`, the first above zero and not above the second.
[[nodiscard]] CUTPOINT_API Result<DurationRange> parse_duration_range(std::string_view text);

/// Short and exact, readable by parse_duration: "1h30m", "20s", "never".
[[nodiscard]] CUTPOINT_API std::string to_text(Duration duration);
[[nodiscard]] CUTPOINT_API std::string to_text(const DurationRange& range);

/// For people: the two largest units, rounded: "3 d 19 h", "52 min 34 s", "0.3 s".
[[nodiscard]] CUTPOINT_API std::string to_human_text(Duration duration);

}  // namespace cutpoint
