#include "analyzer/analysis/played_promises.hpp"

#include <algorithm>

#include "analyzer/analysis/service_levels/service_levels.hpp"

namespace cutpoint {

namespace {

bool is_doubtful(const std::optional<ServiceLevelResult>& promise) {
  return promise && promise->chances_doubtful && promise->missed_probability;
}

/// Of periods of which none was missed: in 99.9 % of plays fewer than 6.9 were to come.
Interval interval_of(const SimulatedMiss& seen, double computed) {
  if (seen.probability.interval && seen.probability.value > 0.0) return *seen.probability.interval;
  return {0.0, std::max(computed, unseen_count / static_cast<double>(
                                                     std::max<std::uint64_t>(seen.periods, 1)))};
}

void believe(const SimulatedMiss& seen, std::optional<double>& chance,
             std::optional<Interval>& interval) {
  if (!chance || seen.periods == 0) return;
  interval = interval_of(seen, *chance);
  if (*chance < interval->low || *chance > interval->high) chance = seen.probability.value;
}

void believe_credits(const std::vector<SimulatedMiss>& seen, const Journey& journey,
                     JourneyAnalysis& result) {
  for (CreditResult& credit : result.sla->credits) {
    const auto found = std::find_if(seen.begin(), seen.end(), [&credit](const SimulatedMiss& miss) {
      return miss.credit && miss.below == credit.below;
    });
    if (found != seen.end()) believe(*found, credit.probability, credit.interval);
  }
  settle_credits(journey, *result.sla, result.money);
}

}  // namespace

void play_doubtful_promises(const Model& model, PlayedSystem& system, Analysis& analysis) {
  const auto& journeys = analysis.journeys;
  const bool any = std::any_of(journeys.begin(), journeys.end(), [](const auto& journey) {
    return is_doubtful(journey.slo) || is_doubtful(journey.sla);
  });
  if (!any) return;
  const Simulation* played = system.simulation();
  if (played == nullptr) return;
  for (const JourneySimulation& seen : played->journeys) {
    JourneyAnalysis& journey = analysis.journeys[seen.journey];
    if (is_doubtful(journey.slo) && seen.slo) {
      believe(*seen.slo, journey.slo->missed_probability, journey.slo->missed_interval);
    }
    if (!is_doubtful(journey.sla) || seen.sla.empty()) continue;
    believe(seen.sla.front(), journey.sla->missed_probability, journey.sla->missed_interval);
    believe_credits(seen.sla, model.journeys[seen.journey], journey);
  }
}

}  // namespace cutpoint
