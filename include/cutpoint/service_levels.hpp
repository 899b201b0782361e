/// What was promised to others, what it costs to miss it, what an outage costs.
///
/// Plain values that own what they hold; copies are independent. Shares in [0, 1]; times are of one
/// period unless they say otherwise.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/money.hpp"
#include "cutpoint/operations.hpp"
#include "cutpoint/probability.hpp"

namespace cutpoint {

/// One credit tier of an agreement: due in a period whose availability lies below `below`.
struct CreditResult {
  Availability below;
  Probability credit;  ///< share of the fee of that period
  /// Of a period falling below; absent where the frequency of outages is not known.
  std::optional<double> probability;
  std::optional<Interval> interval;  ///< of `probability`, where the availability is estimated
};

/// An objective (`slo`) or an agreement (`sla`) against the journey's figures.
///
/// Probabilities are *estimated*: causes of outages (single points of failure, pairs of failures,
/// everything else as one) are taken to be independent, each with its own lengths. For single
/// points that is what they are; the share of time down is exact where the availability is. Outages
/// under way at the ends of a period count with what lies in it. Where the availability itself is
/// estimated they have intervals: what they are if outages come as much less or more often as the
/// time down may be less or more.
struct ServiceLevelResult {
  Availability target;
  ServicePeriod period;
  Duration planned;  ///< mean planned downtime of a period, where it counts against the promise
  std::vector<std::string> excluded_causes;  ///< as written; absent where everything counts
  Duration excluded;  ///< mean downtime of a period that would not have been without these causes
  /// The downtime that counts, as a share of time, planned downtime included where it does. What
  /// every output and rule judges the promise by. Both are equal where the result is exact.
  double lower_unavailability = 0;
  double upper_unavailability = 0;
  bool period_assumed = false;  ///< none was written: a year
  Duration allowed;             ///< the error budget: downtime that a period may have
  Duration expected;            ///< mean downtime of a period, that included
  /// Whether the long-run average keeps it; absent where bounds do not decide.
  std::optional<bool> met;
  std::optional<double> missed_probability;  ///< of a period exceeding its budget
  /// Of that, where the availability is estimated, or groups in time are among the causes.
  std::optional<Interval> missed_interval;
  /// The spread of lengths of some outages is not known, or they are too much of the time to come
  /// one by one: the chances stand as they are only where the journey was not played.
  bool chances_doubtful = false;
  std::vector<CreditResult> credits;         ///< as written: from the highest availability down
  std::optional<double> expected_credit;     ///< mean share of the fee paid back, deepest tier only
  std::optional<Interval> expected_credit_interval;  ///< of that, the same

  /// How many times the error budget is used, at the pessimistic end; absent where none is allowed.
  [[nodiscard]] std::optional<double> budget_used() const {
    const double share = target.unavailability();
    if (share <= 0.0) return std::nullopt;
    return upper_unavailability / share;
  }
  /// What a period has to spare where the promise is kept, and is missed by where it is not.
  [[nodiscard]] Duration gap() const {
    return Duration::seconds(std::abs(upper_unavailability - target.unavailability()) *
                             period.length.in_seconds());
  }
};

/// Money of a journey; all but the first by the year (`per` is a year).
struct MoneyResult {
  std::optional<Money> revenue_per_hour;
  std::optional<Money> revenue_lost;  ///< revenue an hour × downtime a year
  std::optional<Money> outage_cost;  ///< `outage_cost` × downtime, or × outages where it is no rate
  std::optional<Money> credits;      ///< expected; of the `fee`, else of the revenue
  [[nodiscard]] bool any() const {
    return revenue_per_hour || revenue_lost || outage_cost || credits;
  }
};

}  // namespace cutpoint
