/// Days of the calendar and moments in universal time.
///
/// Plain values without time zones or clocks of their own: the library never asks what day it is.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "cutpoint/export.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// A day of the proleptic Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// 2026-12-31: four, two and two digits, from year 1 on.
[[nodiscard]] CUTPOINT_API Result<Date> parse_date(std::string_view text);
/// Readable by parse_date.
[[nodiscard]] CUTPOINT_API std::string to_text(const Date& date);

/// A moment, in milliseconds since 1970 in universal time, between the years -32767 and 32767.
struct Instant {
  std::int64_t milliseconds = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// Negative where `to` lies before `from`.
[[nodiscard]] CUTPOINT_API double seconds_between(Instant from, Instant to);
[[nodiscard]] CUTPOINT_API Instant later_by(Instant start, double seconds);

/// RFC 3339 with a zone: 2026-03-01T08:30:00Z, 2026-03-01 09:30:00.5+01:00. Digits beyond the
/// millisecond are dropped.
[[nodiscard]] CUTPOINT_API Result<Instant> parse_instant(std::string_view text);
/// In universal time, readable by parse_instant.
[[nodiscard]] CUTPOINT_API std::string to_text(Instant instant);

}  // namespace cutpoint
