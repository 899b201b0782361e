/// How far a simulated share of downtime may be from the truth.
#pragma once

#include <optional>

#include "analyzer/simulation/outage_record.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

/// Of `down_hours` in `hours`. The interval holds every factor of the rates of outages with which
/// neither so much downtime nor so little would be a surprise, by the distribution of downtime in
/// as long a period: it knows that outages are few, and how unlike each other they are. Absent
/// where no outage began, and where there were so many that the spread between batches says as
/// much.
[[nodiscard]] std::optional<Interval> downtime_interval(
    const OutageRecord& record, const std::vector<FailureProcess>& processes, double down_hours,
    double hours, double confidence);

}  // namespace cutpoint
