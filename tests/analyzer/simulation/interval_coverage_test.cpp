// Intervals hold the truth as often as they say: not less, and not much more.
#include <cmath>
#include <cstdio>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::interval_coverage_test {

namespace {

struct Covered {
  std::string name;
  std::string text;
  std::uint32_t years;
};

const std::vector<Covered> documents = {
    {"a rare pair",
     "journeys: {j: {needs: [a]}}\n"
     "components: {a: {kind: service, mtbf: 1000h, mttr: 1h, replicas: 2}}\n",
     400},
    {"long-tailed repairs",
     "journeys: {j: {needs: [a]}}\n"
     "components: {a: {kind: service, mtbf: 1000h, mttr: 2h, repair: {distribution: log-normal, "
     "shape: 2}}}\n",
     50},
    {"very long-tailed repairs, many",
     "journeys: {j: {needs: [a]}}\n"
     "components: {a: {kind: service, mtbf: 2160h, mttr: 2m, repair: {distribution: log-normal, "
     "shape: 3}}}\n",
     400},
    {"a pair with long tails",
     "journeys: {j: {needs: [a]}}\n"
     "components: {a: {kind: service, mtbf: 300h, mttr: 2h, replicas: 2, repair: {distribution: "
     "log-normal, shape: 1}}}\n",
     300},
    {"several tiers",
     "journeys: {j: {needs: [lb, web, db]}}\n"
     "components:\n"
     "  lb: {kind: load_balancer, mtbf: 1y, mttr: 30m}\n"
     "  web: {kind: service, replicas: 3, at_least: 2, mtbf: 20d, mttr: 4h, restart: {policy: "
     "always, time: 20s, cures: 80%}}\n"
     "  db: {kind: database, mtbf: 90d, mttr: 2h, runs_on: host}\n"
     "  host: {kind: host, mtbf: 300d, mttr: 8h, repair: {distribution: fixed}}\n",
     100},
    {"mostly down",
     "journeys: {j: {needs: [a, b]}}\n"
     "components:\n"
     "  a: {kind: service, mtbf: 10d, mttr: 20d}\n"
     "  b: {kind: service, mtbf: 30d, mttr: 6d}\n",
     100},
};

/// How many of the seeds from 1 on hold the exact figure.
std::uint64_t held(const Covered& row, std::uint64_t seeds) {
  const CompiledDocument document(row.text);
  const Analysis exact = analyze(document.model, document.function);
  const double truth = exact.journeys[JourneyId(0U)].up.availability.unavailability();
  std::uint64_t count = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SimulationOptions options;
    options.years = row.years;
    options.seed = seed;
    const auto run = simulate(document.model, document.function, options);
    REQUIRE(run.has_value());
    const auto& interval = run->journeys[JourneyId(0U)].unavailability.interval;
    if (interval && interval->low <= truth && truth <= interval->high) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("intervals of 95 % hold the truth in about 95 % of runs") {
  const std::uint64_t seeds = number_from_environment("CUTPOINT_COVERAGE_SEEDS", 60);
  for (const Covered& row : documents) {
    const std::uint64_t count = held(row, seeds);
    if (seeds >= 200) std::printf("%s: %d of %d\n", row.name.c_str(), int(count), int(seeds));
    INFO(row.name << ": " << count << " of " << seeds);
    // Three standard deviations about 95 %, of which there are fewer above.
    const auto all = static_cast<double>(seeds);
    const double off = std::abs(static_cast<double>(count) - 0.95 * all);
    CHECK(off <= 3.0 * std::sqrt(0.05 * 0.95 * all) + 1.0);
  }
}

TEST_CASE("a run stops when it is precise enough, and is a run like any other") {
  const CompiledDocument document(
      "journeys: {j: {needs: [a]}, never: {needs: [b]}}\n"
      "components: {a: {kind: service, mtbf: 100h, mttr: 1h}, b: {kind: service, mtbf: never}}\n");
  SimulationOptions options;
  options.seed = 7;
  options.precision = 0.01;
  const auto precise = simulate(document.model, document.function, options);
  REQUIRE(precise.has_value());
  CHECK(precise->precision_reached);
  CHECK(precise->precision == 0.01);
  const Estimate& down = precise->journeys[JourneyId(0U)].unavailability;
  CHECK(*down.relative_error() <= 0.01);
  options.precision.reset();
  options.years = precise->years;
  const auto again = simulate(document.model, document.function, options);
  CHECK(again->journeys[JourneyId(0U)].unavailability.value == down.value);
  CHECK(again->journeys[JourneyId(0U)].unavailability.interval->low == down.interval->low);
}

}  // namespace cutpoint::testing::interval_coverage_test
