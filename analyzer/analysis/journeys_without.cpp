#include "analyzer/analysis/journeys_without.hpp"

#include <algorithm>

#include "analyzer/analysis/journey_analysis.hpp"
#include "analyzer/failover/failover_results.hpp"

namespace cutpoint {

namespace {

/// As far off, as a share, as `whole`.
void widen_like(const AvailabilityResult& whole, AvailabilityResult& rest) {
  const double all = whole.availability.unavailability();
  const double down = rest.availability.unavailability();
  if (all <= 0.0) return;
  rest.method = whole.method;
  rest.lower_unavailability = down * (whole.lower_unavailability / all);
  rest.upper_unavailability = std::min(1.0, down * (whole.upper_unavailability / all));
  if (!rest.outages_per_year || !whole.outages_interval || whole.outages_per_year <= 0.0) return;
  const double share = *rest.outages_per_year / *whole.outages_per_year;
  rest.outages_interval =
      Interval{whole.outages_interval->low * share, whole.outages_interval->high * share};
}

}  // namespace

JourneyOutages outages_of(const JourneyAnalysis& journey, const DecisionDiagram& diagram) {
  JourneyOutages outages{journey.journey, journey.up, {}, {}};
  if (diagram.top(journey.journey.index()) == DecisionDiagram::exhausted) {
    outages.up.outages_per_year.reset();
  }
  for (const SinglePoint& point : journey.single_points) {
    if (point.share >= 1.0) outages.alone.push_back(point.event);
  }
  for (const Importance& row : journey.importance) {
    outages.events.push_back({row.event, row.birnbaum});
  }
  std::sort(outages.events.begin(), outages.events.end(),
            [](const auto& a, const auto& b) { return a.event < b.event; });
  return outages;
}

std::optional<JourneyWithout> JourneysWithout::of(const JourneyOutages& whole,
                                                  const std::vector<EventId>& excluded,
                                                  bool chances, const EngineBudget& budget) {
  if (!stands_on_groups(function_, whole.journey)) return std::nullopt;
  const auto function = anew_.with(
      [&](StructureFunction& anew) {
        for (const EventId event : excluded) anew.events[event].view = EventView::never;
        // Nothing is asked of the others.
        const NodeId top = anew.journey_failed[whole.journey];
        for (std::size_t i = 0; i < anew.journey_failed.size(); ++i) {
          anew.journey_failed[JourneyId(i)] = top;
        }
      },
      chains_, chances ? GroupDetail::all : GroupDetail::availability);
  if (!function) return std::nullopt;
  AnalysisOptions options = options_;
  options.budget = budget;
  options.max_order = 1;
  options.combinations = false;
  JourneyAnalyzer analyzer(model_, *function, options, AnalysisScope::change);
  JourneyWithout rest{outages_of(analyzer.analyze(whole.journey), analyzer.diagram()), {}};
  AvailabilityResult& up = rest.outages.up;
  if (up.method == Method::bounded) {
    // No more than with everything.
    up.upper_unavailability = std::min(up.upper_unavailability, whole.up.upper_unavailability);
  } else if (any_of_unknown_size(*function, approximated_groups(*function, whole.journey))) {
    widen_like(whole.up, up);
  }
  if (chances) {
    rest.causes = outage_causes(analyzer.diagram(), GroupedEvents(*function), rest.outages, {});
  }
  return rest;
}

}  // namespace cutpoint
