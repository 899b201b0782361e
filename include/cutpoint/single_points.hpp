/// What alone stops a journey, why, and what falls with it; what is left of each component after
/// its worst node and its worst zone.
///
/// Plain values that own what they hold but for acceptances, which the model owns; ids are those of
/// the model and function. Downtime and outages by the year of 365 days.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cutpoint/duration.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/probability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// What `accept: {rule: …}` calls a single point of failure.
inline constexpr std::string_view single_point_rule = "single-point-of-failure";
inline constexpr std::string_view single_point_code = "CP101";

enum class SinglePointClass {
  full,
  partial,   ///< recovers by itself within the stated time
  accepted,  ///< a risk somebody took, not expired
};

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(SinglePointClass value);

/// Components from one that fails down to what made it fail. Long paths keep their ends.
struct FailurePath {
  static constexpr std::size_t kept_at_each_end = 8;
  std::vector<ComponentId> steps;
  std::size_t omitted = 0;  ///< how many in the middle of `steps` were left out
};

/// A basic event that alone makes the journey fail while all else is well: an order-1 minimal cut
/// set, or what takes a member of a group and who would move its work.
struct SinglePoint {
  EventId event;
  SinglePointClass classification = SinglePointClass::full;
  FailurePath path;  ///< from the component the journey needs down to the event's own
  /// Components that fail with it, itself not among them; absent where not computed (see limits).
  std::optional<std::vector<ComponentId>> takes_down;
  /// Of the time that it is down, in which it stops the journey. Less than 1 where it takes who
  /// would move work, and the work may have been moved before.
  double share = 1.0;
  Duration downtime_per_year;              ///< of this event alone
  std::optional<double> outages_per_year;  ///< absent where the event has no known frequency
  const Acceptance* acceptance = nullptr;  ///< owned by the model
};

/// A basic event outside a redundancy group that defeats the whole group alone.
struct HiddenCommonCause {
  EventId event;
  GroupId group;
};

/// The loss of one node or zone.
struct DomainLoss {
  ComponentId place;  ///< the first of those that take most
  std::uint32_t lost = 0;

  friend bool operator==(const DomainLoss&, const DomainLoss&) = default;
};

/// Of one component that runs on something and is no place itself.
struct DomainLosses {
  ComponentId component;
  DomainLoss node;  ///< what it runs on directly; an instance of it, where it is a pool
  std::optional<DomainLoss> zone;  ///< absent where some instance lies in no zone

  friend bool operator==(const DomainLosses&, const DomainLosses&) = default;
};

/// What counts as one, and as recovering by itself.
struct SinglePointOptions {
  /// An acceptance whose `until` lies before this day has expired. Absent: none expires.
  std::optional<Date> today;
  Probability partial_cures{0.9};  ///< restart counts as recovery from this fraction on,
  Duration partial_time = Duration::seconds(300);  ///< and up to this restart time
};

}  // namespace cutpoint
