#include "model/base/interval_text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace cutpoint {

namespace {

constexpr int fewest_digits = 3, most_digits = 6;
constexpr double orders_apart = 100.0;  // ends that nobody compares by their last digits

/// The place of the first digit: 2 of 123, -3 of 0.00123.
int first_place(double value) {
  return static_cast<int>(std::floor(std::log10(value)));
}

/// With the digit of `place` as the last.
std::string number_at(double value, int place, Rounding rounding) {
  if (value <= 0.0) return "0";
  const double unit = std::pow(10.0, std::abs(place));
  const double steps = whole_number(place < 0 ? value * unit : value / unit, rounding);
  const double shown = place < 0 ? steps / unit : steps * unit;
  constexpr double least_plain = 1e-4;  // smaller ones are read by their exponents
  if (shown <= 0.0 || shown >= least_plain)
    return fmt::format("{:.{}f}", shown, std::max(0, -place));
  return fmt::format("{:.{}e}", shown, std::max(0, first_place(shown) - place));
}

std::string number_of_digits(double value, int digits, Rounding rounding) {
  return value <= 0.0 ? "0" : number_at(value, first_place(value) - digits + 1, rounding);
}

}  // namespace

std::string IntervalText::between() const {
  return one.empty() ? fmt::format("between {} and {}", low, high) : "about " + one;
}

std::string IntervalText::from_to() const {
  return one.empty() ? fmt::format("{} to {}", low, high) : "about " + one;
}

double whole_number(double value, Rounding rounding) {
  if (rounding == Rounding::nearest) return std::round(value);
  constexpr double noise = 8.0 * std::numeric_limits<double>::epsilon();
  return rounding == Rounding::down ? std::floor(value * (1.0 + noise))
                                    : std::ceil(value * (1.0 - noise));
}

int places_apart(double distance) {
  return 1 - first_place(distance);
}

IntervalText interval_text(const Interval& numbers, const std::string& unit) {
  const auto [low, high] = numbers;
  if (low >= high) {
    const std::string one = fmt::format("{:.{}g}{}", low, most_digits, unit);
    return {one, one, one};
  }
  if (high > orders_apart * low) {
    return {number_of_digits(low, fewest_digits, Rounding::down) + unit,
            number_of_digits(high, fewest_digits, Rounding::up) + unit,
            {}};
  }
  // Places, counted as powers of ten: no coarser than three digits of either end, no finer than
  // six.
  const int coarsest = first_place(low) - fewest_digits + 1;
  const int finest = std::min(coarsest, first_place(high) - most_digits + 1);
  const int place = std::clamp(-places_apart(high - low), finest, coarsest);
  IntervalText text{number_at(low, place, Rounding::down) + unit,
                    number_at(high, place, Rounding::up) + unit,
                    {}};
  const std::string nearest = number_at(low, place, Rounding::nearest);
  if (nearest == number_at(high, place, Rounding::nearest)) text.one = nearest + unit;
  return text;
}

}  // namespace cutpoint
