// Work that returns to a preferred member: limits, and the simulation.
#include <string>

#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::failback_test {

namespace {

std::string pair_with(const std::string& terms, const std::string& second = "400h") {
  return "journeys: {use: {needs: [{any_of: [a, b], failover: {" + terms +
         "}}]}}\ncomponents:\n  a: {kind: database, mtbf: 400h, mttr: 5h}\n"
         "  b: {kind: database, mtbf: " +
         second + ", mttr: 5h}\n";
}

AvailabilityResult returning_result(const std::string& text) {
  return AnalysedDocument(text).journey().up;
}

double returning_down(const std::string& text) {
  return AnalysedDocument(text).unavailability();
}

}  // namespace

TEST_CASE("Failback: of equal members it costs its own outages, and none where it takes no time") {
  const std::string instant = "mode: active-passive, detection: 10m";
  CHECK(returning_down(pair_with(instant + ", failback: true")) ==
        Approx(returning_down(pair_with(instant))).epsilon(1e-9));
  CHECK(returning_down(pair_with(instant + ", failback: false")) ==
        returning_down(pair_with(instant)));
  // Each switch away is followed by one back: nearly twice as many outages, and as much downtime.
  const std::string timed = "mode: active-passive, time: 1m";
  const auto without = returning_result(pair_with(timed)),
             with = returning_result(pair_with(timed + ", failback: true"));
  const double both_down = 5.0 / 405 * (5.0 / 405);
  CHECK(with.availability.unavailability() - both_down ==
        Approx(2.0 * (without.availability.unavailability() - both_down)).epsilon(0.02));
  CHECK(*with.outages_per_year == Approx(2.0 * *without.outages_per_year).epsilon(0.02));
}

TEST_CASE("Failback: work stands on the good member of an unequal pair") {
  // Where a switch is long and one member fails often, going back saves more than it costs.
  const std::string slow = "mode: active-passive, detection: 3h, time: 1s";
  CHECK(returning_down(pair_with(slow + ", failback: true", "20h")) <
        returning_down(pair_with(slow, "20h")));
}

TEST_CASE("Failback: where none is preferred, or nobody switches by itself, it is not used") {
  for (const char* terms : {"mode: active-active, time: 5m", "automatic: false, manual: 1h"}) {
    const std::string text = terms;
    CHECK(returning_down(pair_with(text + ", failback: true")) == returning_down(pair_with(text)));
  }
}

TEST_CASE("Failback: the simulation returns too") {
  for (const std::string& text :
       {pair_with("mode: active-passive, detection: 5m, time: 30m, failback: true", "90h"),
        pair_with("standby: cold, time: 20m, success: 80%, manual: 2h, failback: true"),
        std::string(R"(
journeys: {use: {needs: [p]}}
components:
  p: {kind: service, replicas: 3, at_least: 2, mtbf: 90h, mttr: 6h, repair_crews: 1, failover: {mode: active-passive, time: 20m, failback: true, by: [etcd]}}
  etcd: {kind: service, mtbf: 150h, mttr: 12h}
)")}) {
    check_against_simulation(text);
  }
}

}  // namespace cutpoint::testing::failback_test
