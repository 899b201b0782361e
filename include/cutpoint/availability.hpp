/// How available a top event is, and how that is known.
///
/// Plain values; shares of time in [0, 1], a year is one of 365 days.
#pragma once

#include <optional>
#include <string_view>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/probability.hpp"

namespace cutpoint {

/// How a number was obtained.
enum class Method {
  exact,      ///< the probability of the structure function, shared parts counted once
  bounded,    ///< an interval that surely holds the truth
  estimated,  ///< fitted or simulated, with an interval that is likely to hold the truth
};

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(Method method);

/// How available one top event is.
struct AvailabilityResult {
  Method method = Method::exact;
  Availability availability;        ///< exact, or the pessimistic end of the bounds
  double lower_unavailability = 0;  ///< bounds of the unavailability; both equal it where exact
  double upper_unavailability = 0;
  /// Absent where not exact, where an event has no known frequency, and where not coherent.
  std::optional<double> outages_per_year;
  /// Likely to hold `outages_per_year`; where that is estimated.
  std::optional<Interval> outages_interval;
  std::optional<Duration> mean_outage;  ///< downtime over outages; absent with them, or without any
  /// At the pessimistic end where there are bounds.
  [[nodiscard]] Duration downtime_per_year() const {
    return availability.downtime_in(Duration::seconds(Duration::year));
  }
};

}  // namespace cutpoint
