// Importance sampling against the exact engine where plain simulation would see nothing.
#include <algorithm>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::rare_events_test {

namespace {

Result<RareSimulation> run(const CompiledDocument& read, std::uint64_t seed, unsigned threads) {
  RareOptions options;
  options.cycles = 100'000;
  options.seed = seed;
  options.threads = threads;
  options.confidence = 0.999;
  return simulate_rare(read.model, read.function, options);
}

const std::string triple = R"(
journeys: {use: {needs: [{any_of: [a, b, c]}]}, part: {needs: [{at_least: 2, of: [a, b, c]}, d]}}
components:
  a: {kind: vm, mtbf: 5000h, mttr: 1h}
  b: {kind: vm, mtbf: 8000h, mttr: 2h, repair: {distribution: log-normal, shape: 1}}
  c: {kind: vm, mtbf: 3000h, mttr: 3h, repair: {distribution: fixed}}
  d: {kind: service, replicas: 3, mtbf: 900h, mttr: 1h}
)";

}  // namespace

TEST_CASE("rare outages: means are exact within narrow intervals") {
  const CompiledDocument read(triple);
  const Analysis exact = analyze(read.model, read.function);
  const auto rare = run(read, 3, 2);
  INFO(rare.error.message);
  REQUIRE(rare.has_value());
  for (const RareJourney& journey : rare->journeys) {
    const AvailabilityResult& up = exact.journeys[journey.journey].up;
    INFO(read.model.journeys[journey.journey].name);
    const auto check = [](const Estimate& estimate, double truth) {
      REQUIRE(estimate.interval.has_value());
      CAPTURE(estimate.interval->low, estimate.value, estimate.interval->high, truth);
      CHECK(estimate.interval->low <= truth);
      CHECK(truth <= estimate.interval->high);
      // Plain simulation would need millions of years for that.
      CHECK(estimate.interval->high - estimate.interval->low < 1.5 * truth);
    };
    check(journey.unavailability, up.availability.unavailability());
    check(journey.outages_per_year, *up.outages_per_year);
  }
  CHECK(exact.journeys[JourneyId(0U)].up.availability.unavailability() < 1e-9);
}

TEST_CASE("rare outages: fallbacks and failovers are played too") {
  const CompiledDocument read(R"(
journeys: {use: {needs: [{any_of: [a, b], failover: {mode: active-passive, time: 1m, success: 99%, manual: 30m}}, {component: auth, fallback: 99%}]}}
components:
  a: {kind: vm, mtbf: 5000h, mttr: 1h}
  b: {kind: vm, mtbf: 5000h, mttr: 1h}
  auth: {kind: external, mtbf: 2000h, mttr: 1h}
)");
  const Analysis exact = analyze(read.model, read.function);
  const auto rare = run(read, 5, 1);
  REQUIRE(rare.has_value());
  const RareJourney& journey = rare->journeys[JourneyId(0U)];
  const AvailabilityResult& up = exact.journeys[JourneyId(0U)].up;
  CAPTURE(journey.unavailability.interval->low, journey.unavailability.interval->high);
  CHECK(journey.unavailability.interval->low <= up.availability.unavailability());
  CHECK(up.availability.unavailability() <= journey.unavailability.interval->high);
}

TEST_CASE("rare outages: the same on any number of threads, and refused where nothing is rare") {
  const CompiledDocument read(triple);
  const auto one = run(read, 9, 1), other = run(read, 9, 3);
  REQUIRE((one && other));
  CHECK(one->journeys[JourneyId(0U)].unavailability.value ==
        other->journeys[JourneyId(0U)].unavailability.value);
  const CompiledDocument busy(
      "journeys: {use: {needs: [a]}}\n"
      "components: {a: {kind: vm, replicas: 20, mtbf: 4h, mttr: 2h}}\n");
  CHECK(run(busy, 1, 1).error.message.find("nothing here is rare") != std::string::npos);
  const CompiledDocument crews(
      "journeys: {use: {needs: [a]}}\n"
      "components: {a: {kind: vm, replicas: 2, mtbf: 400h, mttr: 2h, repair_crews: 1}}\n");
  CHECK_FALSE(run(crews, 1, 1).has_value());
}

TEST_CASE("rare outages: what waits for a crew or in a standby is named, and nothing is played") {
  for (const char* group : {"{kind: vm, replicas: 2, mtbf: 400h, mttr: 2h, repair_crews: 1}",
                            "{kind: vm, replicas: 2, mtbf: 400h, mttr: 2h, failover: {mode: "
                            "active-passive, standby: cold, detection: 5s, time: 60s}}"}) {
    const CompiledDocument read(
        std::string("journeys: {use: {needs: [spare]}}\ncomponents: {spare: ") + group + "}\n");
    RareOptions options;
    bool played = false;
    options.progress = [&played](double) { played = true; };
    const auto refused = simulate_rare(read.model, read.function, options);
    CHECK(refused.error.message.find("`spare` has") != std::string::npos);
    CHECK(refused.error.message.find("simulate years instead") != std::string::npos);
    CHECK_FALSE(played);
  }
}

TEST_CASE("rare outages: progress runs from above zero to one, and changes no figure") {
  const CompiledDocument read(triple);
  RareOptions options;
  options.cycles = 2000;
  const auto silent = simulate_rare(read.model, read.function, options);
  std::vector<double> shown;
  options.progress = [&shown](double done) { shown.push_back(done); };
  const auto told = simulate_rare(read.model, read.function, options);
  REQUIRE((silent && told));
  REQUIRE(!shown.empty());
  CHECK(shown.front() > 0.0);
  CHECK(shown.back() == 1.0);
  CHECK(std::is_sorted(shown.begin(), shown.end()));
  CHECK(silent->journeys[JourneyId(0U)].unavailability.value ==
        told->journeys[JourneyId(0U)].unavailability.value);
}

}  // namespace cutpoint::testing::rare_events_test
