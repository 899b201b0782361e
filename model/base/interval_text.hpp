/// The ends of an interval, for people.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "cutpoint/probability.hpp"

namespace cutpoint {

/// The ends with like digits, as many as tell them apart, rounded outwards: what is printed holds
/// what is meant. Ends that are more than about a hundred times apart have digits of their own.
struct IntervalText {
  std::string low;
  std::string high;
  std::string one;  ///< where no digit that matters tells the ends apart; else empty

  /// "between 99.2890 % and 99.2903 %", or "about 99.2890 %".
  [[nodiscard]] std::string between() const;
  /// "99.2890 % to 99.2903 %", or "about 99.2890 %".
  [[nodiscard]] std::string from_to() const;
};

/// With as many digits as tell each end from the nines and what stands `beside` it too.
[[nodiscard]] IntervalText interval_text(Availability low, Availability high,
                                         std::span<const Availability> beside = {});
/// In units of the longer one, and finer ones where those do not tell the ends apart.
[[nodiscard]] IntervalText interval_text(Duration low, Duration high);
/// Of numbers that are not negative, each followed by the unit.
[[nodiscard]] IntervalText interval_text(const Interval& numbers, const std::string& unit = "");

enum class Rounding : std::uint8_t { down, nearest, up };

/// To a whole number. What lies within the rounding of a few divisions from one is that one.
[[nodiscard]] double whole_number(double value, Rounding rounding);

/// Places behind the point that tell ends so far apart, with two digits of their distance.
[[nodiscard]] int places_apart(double distance);

}  // namespace cutpoint
