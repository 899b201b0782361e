/// The length of time that a service level is judged over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/duration.hpp"

namespace cutpoint {

/// A length of time, or a part of the calendar, whose lengths differ.
struct ServicePeriod {
  enum class Calendar { none, month, quarter, year };
  Calendar calendar = Calendar::none;
  Duration length;  ///< the mean of a calendar period: a twelfth, a quarter of 365 days

  /// The lengths that come in a year, in their order; one for a plain length.
  [[nodiscard]] std::vector<Duration> lengths() const;
  friend bool operator==(const ServicePeriod&, const ServicePeriod&) = default;
};

/// `month`, `quarter`, `year`, or a duration.
[[nodiscard]] Parsed<ServicePeriod> parse_service_period(std::string_view text);
[[nodiscard]] std::string to_text(const ServicePeriod& period);
/// For people: "calendar month", "30 d".
[[nodiscard]] std::string to_human_text(const ServicePeriod& period);

}  // namespace cutpoint
