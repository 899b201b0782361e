/// The length of time that a service level is judged over.
///
/// A plain value. Months and quarters are those of a year of 365 days.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"

namespace cutpoint {

/// A length of time, or a part of the calendar, whose lengths differ.
struct CUTPOINT_API ServicePeriod {
  enum class Calendar { none, month, quarter, year };
  Calendar calendar = Calendar::none;
  Duration length;  ///< the mean of a calendar period: a twelfth, a quarter of 365 days

  /// The lengths that come in a year, in their order; one for a plain length.
  [[nodiscard]] std::vector<Duration> lengths() const;
  friend bool operator==(const ServicePeriod&, const ServicePeriod&) = default;
};

/// `month`, `quarter`, `year`, or a duration. Never throws.
[[nodiscard]] CUTPOINT_API Result<ServicePeriod> parse_service_period(std::string_view text);
/// Readable by parse_service_period.
[[nodiscard]] CUTPOINT_API std::string to_text(const ServicePeriod& period);
/// For people: "calendar month", "30 d".
[[nodiscard]] CUTPOINT_API std::string to_human_text(const ServicePeriod& period);

}  // namespace cutpoint
