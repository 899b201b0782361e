// Redundancy groups in time: the exact figure with their chains as modules, against the simulation
// that plays the same rules.
#include <cmath>
#include <string>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::failover_groups_test {

namespace {

struct Played : SimulatedDocument {
  Played(const std::string& text, std::uint32_t years)
      : SimulatedDocument(text, years, 23, 0.999) {}
};

/// Exact within the interval of the simulation; or an estimate whose own interval meets it.
void check_agreement(const Played& played, Method method = Method::exact) {
  for (const JourneySimulation& journey : played.simulation.journeys) {
    const JourneyAnalysis& exact = played.analysis.journeys[journey.journey];
    INFO(played.model.journeys[journey.journey].name);
    CHECK(exact.up.method == method);
    CHECK(exact.approximated.empty() == (method == Method::exact));
    const auto check = [](const Estimate& estimate, double least, double most) {
      REQUIRE(estimate.interval.has_value());
      CAPTURE(estimate.value, estimate.interval->low, estimate.interval->high, least, most);
      CHECK(estimate.interval->low <= most);
      CHECK(least <= estimate.interval->high);
    };
    check(journey.unavailability, exact.up.lower_unavailability, exact.up.upper_unavailability);
    const double error = exact.up.upper_unavailability / exact.up.availability.unavailability();
    check(journey.outages_per_year, *exact.up.outages_per_year / error,
          *exact.up.outages_per_year * error);
  }
}

std::string two(const std::string& failover) {
  return "journeys: {use: {needs: [{any_of: [a, b], failover: {" + failover +
         "}}]}}\ncomponents:\n  a: {kind: vm, mtbf: 200h, mttr: 10h}\n"
         "  b: {kind: vm, mtbf: 100h, mttr: 20h}\n";
}

std::string pool(const std::string& more) {
  return "journeys: {use: {needs: [web]}}\ncomponents:\n  web: {kind: vm, mtbf: 100h, mttr: 10h, " +
         more + "}\n";
}

}  // namespace

TEST_CASE("pairs with a failover: exact and simulated agree") {
  for (const char* failover :
       {"mode: active-passive, time: 10m", "mode: active-active, detection: 5m, time: 5m",
        "mode: active-passive, time: 10m, success: 80%, manual: 3h",
        "mode: active-passive, time: 10m, success: 80%",
        "mode: active-passive, automatic: false, manual: 2h",
        "mode: active-passive, standby: cold, time: 20m",
        "mode: active-passive, standby: warm, time: 20m",
        "mode: active-passive, standby: warm, standby_failures: 10%, time: 20m"}) {
    INFO(failover);
    check_agreement(Played(two(failover), 3000));
  }
}

TEST_CASE("pools with a failover and crews: exact and simulated agree") {
  for (const char* more :
       {"replicas: 2, repair_crews: 1", "replicas: 4, at_least: 2, repair_crews: 1",
        "replicas: 3, at_least: 3, repair_crews: 1",
        "replicas: 3, failover: {mode: active-passive, time: 10m, success: 90%, manual: 1h}",
        "replicas: 4, at_least: 2, failover: {mode: active-active, detection: 30m}",
        "replicas: 3, repair_crews: 1, failover: {mode: active-passive, standby: cold, time: 1s}",
        "replicas: 3, repair_crews: 1, failover: {standby: warm, time: 5m, mode: "
        "active-passive}"}) {
    INFO(more);
    check_agreement(Played(pool(more), 3000));
  }
}

TEST_CASE("restarts and fixed repairs race with switches: exact and simulated agree") {
  const std::string restart =
      "replicas: 3, restart: {policy: always, time: 20s, cures: 95%}, failover: ";
  for (const std::string& more :
       {restart + "{mode: active-active, detection: 15s, time: 0s}",
        restart + "{mode: active-passive, detection: 10s, time: 20s, success: 90%, manual: 10m}",
        std::string("replicas: 2, restart: {policy: always, time: 20s, cures: 95%}, failover: "
                    "{detection: 15s, time: 0s}")}) {
    INFO(more);
    check_agreement(Played(pool(more), 4000), Method::estimated);
  }
  // A switch as long as half the repair.
  check_agreement(Played(pool("replicas: 2, repair: {distribution: fixed}, failover: {mode: "
                              "active-passive, time: 5h}"),
                         4000),
                  Method::estimated);
}

TEST_CASE("several needed of more: a switch for two at once ends when both are replaced or back") {
  check_agreement(
      Played(pool("replicas: 4, at_least: 2, failover: {mode: active-passive, time: 10m}"), 3000));
}

TEST_CASE("a group is a module of the whole") {
  const Played played(R"(
journeys:
  use: {needs: [front, {any_of: [a, b], failover: {mode: active-passive, time: 5m, success: 95%, manual: 1h}}]}
  front: {needs: [front]}
components:
  front: {kind: vm, replicas: 3, mtbf: 50h, mttr: 5h, repair_crews: 1, depends_on: [net]}
  net: {kind: network, mtbf: 1000h, mttr: 1h}
  a: {kind: vm, mtbf: 500h, mttr: 10h}
  b: {kind: vm, mtbf: 500h, mttr: 10h}
)",
                      4000);
  check_agreement(played);
  // The failover is a single point of failure of its own, which recovers by itself.
  const JourneyAnalysis& use = played.analysis.journeys[JourneyId(0U)];
  bool found = false;
  for (const SinglePoint& point : use.single_points) {
    const BasicEvent& event = played.function.events[point.event];
    if (event.kind != EventKind::failover) continue;
    found = true;
    CHECK(event.name == "failover of any of a, b");
    CHECK(point.classification == SinglePointClass::partial);
  }
  CHECK(found);
}

TEST_CASE("members on shared ground: the ground is in the chain") {
  const Played played(R"(
journeys:
  use: {needs: [{any_of: [a, b], failover: {mode: active-passive, time: 5m, success: 95%, manual: 1h}}]}
  other: {needs: [zone-a, cache]}
components:
  a: {kind: database, runs_on: zone-a, mtbf: 500h, mttr: 4h, depends_on: [disk-a]}
  b: {kind: database, runs_on: zone-b, mtbf: 500h, mttr: 4h}
  disk-a: {kind: volume, mtbf: 900h, mttr: 6h}
  cache: {kind: cache, replicas: 3, at_least: 2, runs_on: [zone-a, zone-b], mtbf: 100h, mttr: 5h,
          repair_crews: 1}
  zone-a: {kind: zone, runs_on: region, mtbf: 2000h, mttr: 8h}
  zone-b: {kind: zone, runs_on: region, mtbf: 2000h, mttr: 8h}
  region: {kind: region, mtbf: 9000h, mttr: 3h}
)",
                      4000);
  check_agreement(played);
}

TEST_CASE("where a standby is needed outside of the group too, the figures are an estimate") {
  const Played played(R"(
journeys:
  use: {needs: [{any_of: [a, b], failover: {mode: active-passive, standby: cold, time: 1m}}]}
  report: {needs: [b]}
components:
  a: {kind: vm, mtbf: 500h, mttr: 4h}
  b: {kind: vm, mtbf: 500h, mttr: 4h}
)",
                      3000);
  CHECK(played.function.failover_groups.front().doubt == GroupDoubt::seen_elsewhere);
  check_agreement(played, Method::estimated);
}

TEST_CASE("two dependants of the same pair share its failover") {
  const Played played(R"(
journeys: {use: {needs: [web, worker]}}
components:
  web: {kind: service, mtbf: never, depends_on: [{any_of: [a, b], failover: {time: 5m}}]}
  worker: {kind: service, mtbf: never, depends_on: [{any_of: [b, a], failover: {time: 5m}}]}
  a: {kind: vm, mtbf: 500h, mttr: 4h}
  b: {kind: vm, mtbf: 500h, mttr: 4h}
)",
                      2000);
  CHECK(played.function.failover_groups.size() == 1);
  check_agreement(played);
}

}  // namespace cutpoint::testing::failover_groups_test
