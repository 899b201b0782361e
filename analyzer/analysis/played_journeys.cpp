#include "analyzer/analysis/played_journeys.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/failover/failover_results.hpp"

namespace cutpoint {

namespace {

bool is_doubtful(const StructureFunction& function, const JourneyAnalysis& journey) {
  return any_of_unknown_size(function, journey.approximated);
}

/// Of the time that is down when no outage was seen in so many years: 99.9 % of plays with more
/// than 6.9 outages expected would have shown one, and each lasts about as long as the longest
/// repair at most.
double unseen_at_most(const StructureFunction& function, std::uint32_t years) {
  double longest = 0.0;
  for (const BasicEvent& event : function.events) {
    if (event.can_fail) longest = std::max(longest, event.process.mean_repair_hours);
  }
  return std::min(1.0,
                  unseen_count * longest / (Duration::hours_a_year * static_cast<double>(years)));
}

Interval interval_of(const Estimate& seen, double computed, double unseen) {
  if (seen.interval && seen.value > 0.0) return *seen.interval;
  return {0.0, std::max(computed, unseen)};
}

/// What was computed, as long as the play does not refute it; then what was seen.
double believed(double computed, const Interval& interval, const Estimate& seen) {
  const bool refuted = computed < interval.low || computed > interval.high;
  return refuted ? seen.value : computed;
}

void narrow(AvailabilityResult& result, const Estimate& seen, double unseen) {
  const double computed = result.availability.unavailability();
  const Interval interval = interval_of(seen, computed, unseen);
  const bool none = result.method == Method::bounded && seen.interval && seen.value > 0.0;
  const double value = none ? seen.value : believed(computed, interval, seen);
  result.method = Method::estimated;
  result.availability = Availability::from_unavailability(value);
  result.lower_unavailability = interval.low;
  result.upper_unavailability = interval.high;
}

void narrow_frequency(AvailabilityResult& result, const Estimate& seen, double years) {
  if (!result.outages_per_year) return;
  if (!seen.interval || seen.value <= 0.0) {
    // None was seen: with 99.9 % there are fewer than 6.9 in as many years.
    result.outages_interval = {0.0, std::max(*result.outages_per_year, unseen_count / years)};
    return;
  }
  const double outages = believed(*result.outages_per_year, *seen.interval, seen);
  result.outages_per_year = outages;
  result.outages_interval = *seen.interval;
  if (outages > 0.0) {
    result.mean_outage =
        Duration::seconds(result.availability.unavailability() * Duration::year / outages);
  }
}

}  // namespace

void play_doubtful_journeys(PlayedSystem& system, Analysis& analysis) {
  const StructureFunction& function = system.function();
  const auto& journeys = analysis.journeys;
  const bool any = std::any_of(journeys.begin(), journeys.end(), [&function](const auto& journey) {
    return is_doubtful(function, journey);
  });
  if (!any) return;
  const Simulation* played = system.simulation();
  if (played == nullptr) return;
  const double unseen = unseen_at_most(function, played->years);
  for (const JourneySimulation& seen : played->journeys) {
    JourneyAnalysis& journey = analysis.journeys[seen.journey];
    if (!is_doubtful(function, journey)) continue;
    const bool same = !journey.has_soft_requirements;
    narrow(journey.up, seen.unavailability, unseen);
    narrow_frequency(journey.up, seen.outages_per_year, played->years);
    if (same) journey.full = journey.up;
  }
}

}  // namespace cutpoint
