// Availabilities for people, as percentages that read no better than they are.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>

#include <fmt/format.h>

#include "cutpoint/probability.hpp"
#include "model/base/interval_text.hpp"

namespace cutpoint {

namespace {

constexpr int fewest_places = 2;
constexpr int most_places = 13;  // up to which everything is a whole number of the last place
constexpr int most_decimals = 12;

/// Places behind the point of a percentage with two significant digits of `share`.
int places_for(double share) {
  return static_cast<int>(std::floor(-std::log10(share * 100.0))) + 2;
}

/// That tell two significant digits of what is missing, and of what is there.
int places_of(Availability availability) {
  const double u = availability.unavailability();
  return std::max({fewest_places, places_for(u), places_for(1.0 - u)});
}

/// On the same side of every nine and of what stands beside it.
bool reads_the_same(Availability shown, Availability is, std::span<const Availability> beside) {
  return shown.nines() == is.nines() &&
         std::all_of(beside.begin(), beside.end(),
                     [&](Availability target) { return (shown >= target) == (is >= target); });
}

/// "99.90" becomes "99.9 %".
std::string shortest_percentage(std::string text) {
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text + " %";
}

/// "99.95" with so many places, rounded as an availability; nothing where that would read
/// otherwise than it is.
std::optional<std::string> digits_of(Availability availability, int places, Rounding rounding,
                                     std::span<const Availability> beside) {
  const double whole = std::pow(10.0, places + 2);
  const Rounding of_missing = rounding == Rounding::down ? Rounding::up
                              : rounding == Rounding::up ? Rounding::down
                                                         : Rounding::nearest;
  const double missing =
      std::clamp(whole_number(availability.unavailability() * whole, of_missing), 1.0, whole - 1.0);
  const auto shown = Availability::from_unavailability(missing / whole);
  if (!reads_the_same(shown, availability, beside)) return std::nullopt;
  return fmt::format("{:.{}f}", (whole - missing) / (whole / 100.0), places);
}

std::string percentage_from(Availability availability, int fewest, Rounding rounding,
                            std::span<const Availability> beside) {
  const double u = availability.unavailability();
  if (u <= 0.0) return "100 %";
  if (u >= 1.0) return "0 %";
  for (int places = fewest; places <= most_places; ++places) {
    if (const auto digits = digits_of(availability, places, rounding, beside)) {
      return shortest_percentage(*digits);
    }
  }
  if (places_for(1.0 - u) > most_places) return fmt::format("{:.2g} %", (1.0 - u) * 100.0);
  if (places_for(u) > most_places) return fmt::format("100 % - {:.1e}", u);
  return stated_text(availability);
}

/// With so many decimals, and more where they would make it another number of nines, or of none
/// at all.
std::string percentage(Availability is, int decimals, Rounding of_missing) {
  const double u = is.unavailability();
  for (; decimals <= most_decimals; ++decimals) {
    const double whole = std::pow(10.0, decimals + 2);
    const double missing = whole_number(u * whole, of_missing) / whole;
    const bool reads_sure = (missing <= 0.0 && u > 0.0) || (missing >= 1.0 && u < 1.0);
    if (reads_sure || Availability::from_unavailability(missing).nines() > is.nines()) continue;
    return fmt::format("{:.{}f} %", 100.0 * (1.0 - missing), decimals);
  }
  return to_human_text(is);
}

/// Ends of which one is sure, or which are orders of magnitude apart: each with its own digits.
IntervalText ends_apart(Availability low, Availability high, std::span<const Availability> beside) {
  const auto text = [beside](Availability end, Rounding rounding) {
    const double u = end.unavailability();
    const bool is_sure = u <= 0.0 || u >= 1.0;
    return percentage_from(end, is_sure ? fewest_places : places_of(end), rounding, beside);
  };
  return {text(low, Rounding::down), text(high, Rounding::up), {}};
}

/// "99.00" and "99.90" become "99.0 %" and "99.9 %".
void without_common_zeros(std::string& a, std::string& b) {
  while (a.back() == '0' && b.back() == '0' && a.find('.') != std::string::npos) {
    a.pop_back();
    b.pop_back();
  }
  if (a.back() == '.') {
    a.pop_back();
    b.pop_back();
  }
  a += " %";
  b += " %";
}

}  // namespace

std::string to_human_text(Availability availability, std::span<const Availability> beside) {
  const double u = availability.unavailability();
  // As many more digits as tell it from the nines and targets that it is no better, or no worse,
  // than.
  return percentage_from(availability, u > 0.0 && u < 1.0 ? places_of(availability) : fewest_places,
                         Rounding::nearest, beside);
}

std::string to_human_text(Availability estimate, Availability low, Availability high) {
  const double width = 100.0 * (low.unavailability() - high.unavailability());
  // Four significant digits of what is missing tell what anybody does about it.
  const double u = estimate.unavailability();
  const int most =
      u > 0.0 ? std::clamp(places_for(u) + 2, fewest_places, most_decimals) : most_decimals;
  const int decimals = width > 0.0 ? std::clamp(places_apart(width), fewest_places, most) : most;
  const std::string text = percentage(estimate, decimals, Rounding::nearest);
  if (percentage(low, decimals, Rounding::nearest) == text &&
      percentage(high, decimals, Rounding::nearest) == text) {
    return text + " (to its last digit)";
  }
  return fmt::format("{} ({} to {})", text, percentage(low, decimals, Rounding::up),
                     percentage(high, decimals, Rounding::down));
}

std::string stated_text(Availability target) {
  std::string text = to_text(target);
  if (text.back() == '%') text.insert(text.size() - 1, 1, ' ');
  return text;
}

IntervalText interval_text(Availability low, Availability high,
                           std::span<const Availability> beside) {
  const double most_missing = low.unavailability(), least_missing = high.unavailability();
  if (most_missing <= least_missing) {
    const std::string one = to_human_text(low, beside);
    return {one, one, one};
  }
  if (least_missing <= 0.0 || most_missing >= 1.0) return ends_apart(low, high, beside);
  constexpr int orders_apart = 2, most_added = 3;
  const int low_places = places_of(low), high_places = places_of(high);
  const int fewest = std::max(low_places, high_places);
  if (std::abs(low_places - high_places) > orders_apart) return ends_apart(low, high, beside);
  const int start =
      std::clamp(places_apart(100.0 * (most_missing - least_missing)), fewest, fewest + most_added);
  for (int places = start; places <= most_places; ++places) {
    auto from = digits_of(low, places, Rounding::down, beside);
    auto to = digits_of(high, places, Rounding::up, beside);
    if (!from || !to) continue;
    IntervalText text;
    const auto nearest = digits_of(low, places, Rounding::nearest, beside);
    if (nearest && nearest == digits_of(high, places, Rounding::nearest, beside)) {
      text.one = shortest_percentage(*nearest);
    }
    without_common_zeros(*from, *to);
    text.low = *from;
    text.high = *to;
    return text;
  }
  return ends_apart(low, high, beside);
}

}  // namespace cutpoint
