// The simulation against the engine, closed forms and itself.
#include "cutpoint/simulation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/simulation/downtime_tally.hpp"
#include "analyzer/simulation/live_function.hpp"
#include "analyzer/simulation/repair_sampler.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::simulation_test {

namespace {

/// A document, its exact analysis and a simulation.
struct Simulated : SimulatedDocument {
  Simulated(const std::string& text, std::uint32_t years)
      : SimulatedDocument(text, years, 11, 0.9999) {}
};

bool holds(const Estimate& estimate, double truth) {
  return estimate.interval && estimate.interval->low <= truth && truth <= estimate.interval->high;
}

/// Availability, full service and outages of every journey lie in the intervals.
void check_agreement(const Simulated& simulated) {
  for (const JourneySimulation& journey : simulated.simulation.journeys) {
    const JourneyAnalysis& exact = simulated.analysis.journeys[journey.journey];
    INFO(simulated.model.journeys[journey.journey].name);
    CAPTURE(journey.unavailability.value, exact.up.availability.unavailability());
    CHECK(holds(journey.unavailability, exact.up.availability.unavailability()));
    CHECK(holds(journey.full_unavailability, exact.full.availability.unavailability()));
    CAPTURE(journey.outages_per_year.value, *exact.up.outages_per_year);
    CHECK(holds(journey.outages_per_year, *exact.up.outages_per_year));
  }
}

}  // namespace

TEST_CASE("years whose downtimes lie close together are spread over bins of one width") {
  const Simulated often(
      "journeys: {j: {needs: [a]}}\ncomponents:\n  a: {kind: vm, mtbf: 20h, mttr: 2h}\n", 500);
  const DowntimeDistribution& year = often.simulation.journeys[JourneyId(0U)].year;
  std::uint64_t all = year.without_downtime, most = 0;
  double before = 0, width = 0;
  for (const DowntimeBin& bin : year.spread) {
    const double here = bin.up_to.in_seconds();
    all += bin.periods;
    most = std::max(most, bin.periods);
    if (width == 0 && before > 0) width = here - before;
    if (before > 0) CHECK(here - before == Approx(width));
    before = here;
  }
  CHECK(all == year.periods);
  CHECK(year.spread.size() > 4);
  CHECK(year.spread.size() <= 13);
  CHECK(most < year.periods / 2);
  CHECK(year.spread.back().up_to >= year.worst);
}

TEST_CASE("availability depends on the mean repair time alone, whatever the distribution") {
  for (const char* repair :
       {"exponential}", "fixed}", "log-normal, shape: 1}", "weibull, shape: 0.7}"}) {
    INFO(repair);
    const Simulated simulated(
        fmt::format("journeys: {{use: {{needs: [a]}}}}\n"
                    "components:\n"
                    "  a: {{kind: vm, mtbf: 200h, mttr: 10h, repair: {{distribution: {}}}\n",
                    repair),
        4000);
    check_agreement(simulated);
  }
}

TEST_CASE("everything that the structure function knows") {
  check_agreement(Simulated(R"(
journeys:
  use: {needs: [gateway, {component: extra, soft: true}]}
  talk: {needs: [{connected: [left, right]}]}
components:
  gateway: {kind: gateway, mtbf: 90d, mttr: 1h, depends_on: [web, {component: auth, fallback: 80%}]}
  web: {kind: service, replicas: 4, at_least: 3, mtbf: 20d, mttr: 8h, runs_on: [zone-a, zone-b],
        restart: {policy: always, time: 20s, cures: 60%}, depends_on: [{any_of: [one, other]}]}
  zone-a: {kind: zone, mtbf: 100d, mttr: 4h}
  zone-b: {kind: zone, mtbf: 100d, mttr: 4h}
  one: {kind: database, mtbf: 60d, mttr: 12h, runs_on: zone-a, depends_on: [other-cache]}
  other: {kind: database, mtbf: 60d, mttr: 12h, runs_on: zone-b, depends_on: [one-cache]}
  one-cache: {kind: cache, mtbf: 30d, mttr: 6h, depends_on: [other-cache]}
  other-cache: {kind: cache, mtbf: 30d, mttr: 6h, depends_on: [one-cache]}
  auth: {kind: external, mtbf: 30d, mttr: 5h}
  extra: {kind: service, mtbf: 10d, mttr: 5h}
  left: {kind: host, mtbf: 1y, mttr: 5h, connects: [{to: a, mtbf: 30d, mttr: 5h}, b]}
  right: {kind: host, mtbf: 1y, mttr: 5h, connects: [a, b]}
  a: {kind: switch, mtbf: 50d, mttr: 5h}
  b: {kind: switch, mtbf: 50d, mttr: 5h}
common_causes:
  image: {members: [web], beta: 10%}
  power: {members: [a, b], mtbf: 300d, mttr: 5h}
)",
                            5000));
}

TEST_CASE("the live state is the state that evaluation gives") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  int models = 0;
  for (std::uint64_t seed = first; seed < first + 300; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    Diagnostics diagnostics;
    const auto model = build_model(random_draft(seed), diagnostics);
    if (!model) continue;
    const auto function = compile(*model, diagnostics);
    if (!function) continue;
    ++models;
    const LivePlan plan(*function);
    LiveFunction live(plan);
    Random random(seed);
    std::vector<EventId> occurred;
    for (int step = 0; step < 30; ++step) {
      const EventId event(random.below(static_cast<std::uint32_t>(function->events.size())));
      const bool was = std::erase(occurred, event) > 0;
      if (!was) occurred.push_back(event);
      live.set(event, !was);
      const auto expected = evaluate(*function, occurred);
      for (const auto* tops : {&function->journey_failed, &function->journey_not_full}) {
        for (const NodeId top : *tops) REQUIRE(live.failed(top) == (expected[top] != 0));
      }
    }
  }
  REQUIRE(models > 100);
}

TEST_CASE("the result depends on years and seed, not on the number of threads") {
  const std::string text =
      "journeys: {use: {needs: [a, {any_of: [b, c]}]}}\n"
      "components: {a: {kind: vm}, b: {kind: vm, mtbf: 9d, mttr: 1d}, c: {kind: vm, mtbf: 9d, "
      "mttr: 1d}}\n";
  const Simulated simulated(text, 1);
  std::optional<Simulation> first;
  for (const unsigned threads : {1U, 2U, 8U}) {
    SimulationOptions options;
    options.years = 700;  // batches of unequal length
    options.seed = 5;
    options.threads = threads;
    const auto result = simulate(simulated.model, simulated.function, options);
    REQUIRE(result.has_value());
    if (!first) first = *result;
    const auto& one = first->journeys[JourneyId(0U)];
    const auto& other = result->journeys[JourneyId(0U)];
    CHECK(result->failures == first->failures);
    CHECK(other.unavailability.value == one.unavailability.value);
    CHECK(other.unavailability.interval->high == one.unavailability.interval->high);
    CHECK(other.outages == one.outages);
    CHECK(other.year.percentile_99 == one.year.percentile_99);
    CHECK(other.longest_outage == one.longest_outage);
  }
}

TEST_CASE("periods are as the compound Poisson distribution says") {
  const Simulated simulated(
      "journeys: {use: {needs: [a], slo: {availability: 99%, period: 30d}, sla: {availability: "
      "99.9%, period: 90d}}}\n"
      "components: {a: {kind: vm, mtbf: 1000h, mttr: 2h}}\n",
      5000);
  const JourneySimulation& journey = simulated.simulation.journeys[JourneyId(0U)];
  const JourneyAnalysis& exact = simulated.analysis.journeys[JourneyId(0U)];
  // Outages are no Poisson process while one is on: a difference of the order of U = 0.2 %.
  const auto close = [](const Estimate& estimate, double expected) {
    const double room = 0.01 * expected;
    return estimate.interval->low - room <= expected && expected <= estimate.interval->high + room;
  };
  REQUIRE(journey.slo.has_value());
  CAPTURE(journey.slo->probability.value, *exact.slo->missed_probability);
  CHECK(close(journey.slo->probability, *exact.slo->missed_probability));
  CAPTURE(journey.sla.front().probability.value, *exact.sla->missed_probability);
  CHECK(close(journey.sla.front().probability, *exact.sla->missed_probability));
  // A year is untouched when it starts up and nothing fails.
  const double untouched = 1000.0 / 1002.0 * std::exp(-8760.0 / 1000.0);
  const double seen = static_cast<double>(journey.year.without_downtime) / 5000.0;
  CHECK(std::abs(seen - untouched) < 4.0 * std::sqrt(untouched / 5000.0));
  CHECK(journey.month.periods == 60000);
  CHECK(journey.year.periods == 5000);
  CHECK(journey.year.median <= journey.year.percentile_90);
  CHECK(journey.year.percentile_99 <= journey.year.worst);
}

TEST_CASE("what never fails has no interval of downtime, but one of outages") {
  const Simulated simulated(
      "journeys: {use: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: never}}\n", 100);
  const JourneySimulation& journey = simulated.simulation.journeys[JourneyId(0U)];
  CHECK(journey.unavailability.value == 0.0);
  CHECK_FALSE(journey.unavailability.interval.has_value());
  CHECK(journey.outages_per_year.interval->low == 0.0);
  CHECK(journey.outages_per_year.interval->high ==
        Approx(-std::log(1.0 - 0.9999) / 100.0).epsilon(1e-9));
}

TEST_CASE("too much to simulate is refused") {
  const Simulated simulated(
      "journeys: {use: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: 1s, mttr: 1s}}\n", 1);
  SimulationOptions options;
  options.years = 1000;
  CHECK(simulate(simulated.model, simulated.function, options).error.message.find("fewer years") !=
        std::string::npos);
}

TEST_CASE("downtime is split at the ends of periods") {
  PeriodTally tally({10.0}, 45.0);
  CHECK(tally.periods() == 4);
  tally.add(2.0, 3.0);
  tally.add(5.0, 31.0);
  tally.add(39.0, 42.0);
  tally.add(43.0, 45.0);
  tally.finish();
  CHECK(tally.downtimes() == std::vector<double>{6.0, 10.0, 10.0, 2.0});
}

TEST_CASE("what is left of a repair at an arbitrary moment has mean E[X²] / 2E[X]") {
  const auto check = [](FailureProcess process, double mean, double second_moment) {
    const RepairSampler sampler(process);
    RandomStream random(3, 4);
    double whole = 0, remaining = 0;
    constexpr int draws = 400000;
    for (int i = 0; i < draws; ++i) {
      whole += sampler.whole(random);
      remaining += sampler.remaining(random);
    }
    CHECK(whole / draws == Approx(mean).epsilon(0.02));
    CHECK(remaining / draws == Approx(second_moment / (2.0 * mean)).epsilon(0.02));
  };
  FailureProcess process{0.1, 1.0, 2.0, {}};
  check(process, 2.0, 8.0);
  process.repair.distribution = RepairDistribution::fixed;
  check(process, 2.0, 4.0);
  process.repair = {RepairDistribution::log_normal, 0.8, 0.0, {}};
  check(process, 2.0, 4.0 * std::exp(0.64));
  process.repair = {RepairDistribution::weibull, 2.0, 0.0, {}};
  check(process, 2.0, 4.0 / std::pow(std::tgamma(1.5), 2));
  // Half of the repairs are restarts of 1 h, the others exponential with mean 3 h.
  process.repair = {RepairDistribution::exponential, 1.0, 0.5, Duration::hours(1)};
  check(process, 2.0, 0.5 * 1.0 + 0.5 * 18.0);
}

TEST_CASE("what promises leave out is left out of simulated periods too") {
  const auto text = [](const char* exclude, const char* cloud) {
    return fmt::format(R"(
journeys:
  use:
    needs: [{{any_of: [a, b]}}, {{component: c, fallback: 50%}}]
    slo: {{availability: 99%, period: 30d}}
    sla: {{availability: 99.5%, period: 30d, {}credits: [{{below: 99%, credit: 10%}}]}}
components:
  a: {{kind: vm, runs_on: cloud, mtbf: 100h, mttr: 5h}}
  b: {{kind: vm, runs_on: cloud, mtbf: 200h, mttr: 4h, maintenance: {{every: 30d, lasts: 3h}}}}
  c: {{kind: service, mtbf: 1000h, mttr: 6h}}
  cloud: {{kind: provider, {}}}
)",
                       exclude, cloud);
  };
  const Simulated some(text("exclude: [cloud], ", "mtbf: 1500h, mttr: 9h"), 4000);
  check_agreement(some);
  const Simulated never(text("", "mtbf: never"), 4000);
  const JourneySimulation& seen = some.simulation.journeys[JourneyId(0U)];
  const JourneySimulation& without = never.simulation.journeys[JourneyId(0U)];
  REQUIRE(seen.sla.size() == 2);
  for (std::size_t i = 0; i < seen.sla.size(); ++i) {
    // Two runs of their own: their intervals meet.
    const Interval& one = *seen.sla[i].probability.interval;
    const Interval& other = *without.sla[i].probability.interval;
    CHECK(one.low <= other.high);
    CHECK(other.low <= one.high);
  }
  // The objective excludes nothing: it is missed more often.
  CHECK(seen.slo->probability.interval->low > seen.sla[1].probability.interval->high);
}

}  // namespace cutpoint::testing::simulation_test
