#include "analyzer/analysis/played_journeys.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/simulation/simulate.hpp"

namespace cutpoint {

namespace {

/// Fewer in large systems, where each change is looked for among more.
constexpr double changes_played = 3e5, least_changes = 3e4, large_function = 5'000.0;
/// Of a Poisson count of which nothing is seen in one of a thousand cases.
constexpr double unseen_outages = 6.9;
constexpr double fewest_years = 100.0, most_played_years = 100'000.0;

bool is_doubtful(const StructureFunction& function, const JourneyAnalysis& journey) {
  return std::any_of(journey.approximated.begin(), journey.approximated.end(),
                     [&function](std::uint32_t group) {
                       return !has_known_size(function.failover_groups[group].doubt);
                     });
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
                  unseen_outages * longest / (Duration::hours_a_year * static_cast<double>(years)));
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
    result.outages_interval = {0.0, std::max(*result.outages_per_year, unseen_outages / years)};
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

std::uint32_t years_to_play(const StructureFunction& function) {
  double per_hour = 0.0;
  for (const BasicEvent& event : function.events) {
    const double rate = event.process.rate;
    const bool played = event.can_fail && event.kind != EventKind::failover;
    if (played && std::isfinite(rate)) per_hour += 2.0 * rate;
  }
  const double small = large_function / static_cast<double>(function.nodes.size() + 1);
  const double changes = std::clamp(changes_played * small, least_changes, changes_played);
  const double years = changes / (per_hour * Duration::hours_a_year + 1e-9);
  return static_cast<std::uint32_t>(std::clamp(years, fewest_years, most_played_years));
}

}  // namespace

Result<Simulation> play_for_a_while(const Model& model, const StructureFunction& function) {
  SimulationOptions options;
  options.years = years_to_play(function);
  options.seed = 1;
  options.confidence = 0.999;
  return simulate(model, function, options);
}

void play_doubtful_journeys(const Model& model, const StructureFunction& function,
                            Analysis& analysis) {
  const auto& journeys = analysis.journeys;
  const bool any = std::any_of(journeys.begin(), journeys.end(), [&function](const auto& journey) {
    return is_doubtful(function, journey);
  });
  if (!any) return;
  const auto played = play_for_a_while(model, function);
  if (!played) return;
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
