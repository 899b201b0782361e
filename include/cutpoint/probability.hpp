/// Probabilities and availabilities as distinct types.
///
/// Values of eight bytes; out of [0, 1] is an assert. Parsers never throw.
#pragma once

#include <cassert>
#include <compare>
#include <span>
#include <string>
#include <string_view>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"

namespace cutpoint {

/// Values between which something lies. Both ends belong to it.
struct Interval {
  double low = 0;
  double high = 0;
};

/// A probability in [0, 1].
class Probability {
 public:
  constexpr Probability() = default;
  constexpr explicit Probability(double value) : value_(value) {
    assert(value >= 0.0 && value <= 1.0);
  }
  [[nodiscard]] constexpr double value() const { return value_; }
  friend constexpr auto operator<=>(Probability, Probability) = default;

 private:
  double value_ = 0.0;
};

/// The long-run fraction of time something works. Stores the unavailability, so that nine nines
/// lose no digits.
class CUTPOINT_API Availability {
 public:
  constexpr Availability() = default;
  [[nodiscard]] static constexpr Availability from_unavailability(double value) {
    assert(value >= 0.0 && value <= 1.0);
    Availability result;
    result.unavailability_ = value;
    return result;
  }
  [[nodiscard]] static constexpr Availability from_availability(double value) {
    return from_unavailability(1.0 - value);
  }
  [[nodiscard]] constexpr double unavailability() const { return unavailability_; }
  [[nodiscard]] constexpr double value() const { return 1.0 - unavailability_; }
  /// Number of leading nines, the most n with U at most 10^-n but for rounding; 99.9 % has 3.
  [[nodiscard]] int nines() const;
  [[nodiscard]] Duration downtime_in(Duration period) const {
    return Duration::seconds(unavailability_ * period.in_seconds());
  }
  /// More available compares greater.
  friend constexpr auto operator<=>(Availability a, Availability b) {
    return b.unavailability_ <=> a.unavailability_;
  }
  friend constexpr bool operator==(Availability a, Availability b) = default;

 private:
  double unavailability_ = 0.0;
};

/// `low..high`: the middle 90 % of what the writer believes; a plain value has low == high.
struct CUTPOINT_API AvailabilityRange {
  Availability low;
  Availability high;

  [[nodiscard]] bool is_range() const { return low != high; }
  /// The value used where one number is needed: the geometric mean of the odds of being down (the
  /// median of log-normal odds).
  [[nodiscard]] Availability middle() const;
  friend bool operator==(const AvailabilityRange&, const AvailabilityRange&) = default;
};

/// "95%" or "0.95"; a bare number above 1 is an error that asks for the unit.
[[nodiscard]] CUTPOINT_API Result<Probability> parse_probability(std::string_view text);
/// As parse_probability, keeping every digit of what is missing to 100 %: "99.9999999%".
[[nodiscard]] CUTPOINT_API Result<Availability> parse_availability(std::string_view text);
/// As parse_availability, or a range: "99.5%..99.9%", above 0 % and below 100 %.
[[nodiscard]] CUTPOINT_API Result<AvailabilityRange> parse_availability_range(
    std::string_view text);

/// Exact and readable by the parsers: "95%", "99.95%".
[[nodiscard]] CUTPOINT_API std::string to_text(Probability probability);
[[nodiscard]] CUTPOINT_API std::string to_text(Availability availability);
[[nodiscard]] CUTPOINT_API std::string to_text(const AvailabilityRange& range);
/// For people: "98.86 %", "99.9957 %". With as many digits as tell it from nines and from what
/// stands `beside` it, such as its target: it never reads better than those it does not reach.
[[nodiscard]] CUTPOINT_API std::string to_human_text(Availability availability,
                                                     std::span<const Availability> beside = {});
/// "99.99 % (99.98 % to 99.995 %)": with as many decimals as tell the ends apart, more where fewer
/// read better than it is; "99.97090 % (to its last digit)" where four digits of u are the same.
[[nodiscard]] CUTPOINT_API std::string to_human_text(Availability estimate, Availability low,
                                                     Availability high);
/// "99.9001 %": all digits of a figure that somebody stated, such as a target, so that what misses
/// it by little is not printed like it.
[[nodiscard]] CUTPOINT_API std::string stated_text(Availability target);

}  // namespace cutpoint
