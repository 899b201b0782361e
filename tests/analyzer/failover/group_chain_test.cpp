// Groups in time against chains that were solved by hand or apart, and against what must hold of
// any of them.
#include <string>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "model/base/math/sparse_chain.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::group_chain_test {

namespace {

AvailabilityResult up_of(const std::string& text) {
  const CompiledDocument compiled(text);
  return analyze(compiled.model, compiled.function).journeys[JourneyId(0U)].up;
}

double down_of(const std::string& text) {
  return up_of(text).availability.unavailability();
}

std::string pool_of(const std::string& keys) {
  return "journeys: {j: {needs: [p]}}\ncomponents: {p: {kind: service, " + keys + "}}\n";
}

std::string group_of(const std::string& needs, const std::string& components) {
  return "journeys: {j: {needs: [{" + needs + "}]}}\ncomponents:\n" + components;
}

}  // namespace

TEST_CASE("crews: what waits for one, and for how long") {
  // Against chains of the queue, written apart; while a member is mended for hours, restarts wait.
  CHECK(down_of(pool_of("replicas: 3, at_least: 2, mtbf: 50h, mttr: 8h, repair_crews: 1, "
                        "restart: {policy: always, time: 20s, cures: 80%}")) ==
        Approx(2.2833e-2).epsilon(2e-4));
  CHECK(down_of(pool_of("replicas: 3, at_least: 2, mtbf: 50h, mttr: 24h, repair_crews: 1, "
                        "restart: {policy: always, time: 20s, cures: 95%}")) ==
        Approx(3.4201e-2).epsilon(2e-4));
  // Repairs of one length: simulated for long, 2.380e-3 to 2.405e-3.
  const AvailabilityResult fixed = up_of(pool_of(
      "replicas: 4, at_least: 3, mtbf: 50h, mttr: 1h, repair_crews: 1, repair: {distribution: "
      "fixed}"));
  CHECK(fixed.method == Method::estimated);
  CHECK(fixed.lower_unavailability < fixed.upper_unavailability);
  CHECK(fixed.availability.unavailability() > 2.380e-3);
  CHECK(fixed.availability.unavailability() < 2.405e-3);
}

TEST_CASE("standbys: a cold one may be worse where switches fail, by a chain by hand") {
  // Of a hot pair both may be down; then the first that is back goes on at once, without a switch.
  // A cold one is always there, and each outage waits for a switch that fails half of the time.
  const std::string pair =
      "replicas: 2, mtbf: 50h, mttr: 24h, "
      "failover: {detection: 14.4s, time: 28.8s, success: 50%, standby: ";
  CHECK(down_of(pool_of(pair + "hot}")) == Approx(0.179274138708832).epsilon(1e-12));
  CHECK(down_of(pool_of(pair + "cold}")) == Approx(0.193611295292328).epsilon(1e-12));
  // Where they work, a cold one is better: it cannot fail before it is needed.
  const std::string sure =
      "replicas: 2, mtbf: 50h, mttr: 24h, "
      "failover: {detection: 14.4s, time: 28.8s, success: 95%, standby: ";
  CHECK(down_of(pool_of(sure + "hot}")) == Approx(0.112693593691096).epsilon(1e-12));
  CHECK(down_of(pool_of(sure + "cold}")) == Approx(0.0840659547975701).epsilon(1e-12));
}

TEST_CASE("crews: a chain of which one sweep is exact comes to an end") {
  // Long enough to be swept; from then on nothing but rounding changes.
  const AvailabilityResult up = up_of(
      pool_of("replicas: 2, mtbf: 50h, mttr: 4h, repair_crews: 1, repair: {distribution: fixed}, "
              "restart: {policy: always, time: 20s, cures: 80%}"));
  CHECK(up.method == Method::estimated);
  CHECK(up.upper_unavailability < 1.01 * up.lower_unavailability);
}

TEST_CASE("a pool with a crew over zones: the promise is missed, not met") {
  const CompiledDocument compiled(R"(
journeys:
  j: {needs: [p], slo: {availability: 99.999%, period: 30d}}
components:
  one: {kind: zone, mtbf: 8760h, mttr: 4h}
  other: {kind: zone, mtbf: 1000h, mttr: 1h}
  p: {kind: service, replicas: 4, runs_on: [one, other], mtbf: 100h, mttr: 6h, repair_crews: 1,
      restart: {policy: always, time: 20s, cures: 80%}}
)");
  const Analysis analysis = analyze(compiled.model, compiled.function);
  const JourneyAnalysis& journey = analysis.journeys[JourneyId(0U)];
  CHECK(journey.up.availability.unavailability() == Approx(4.77e-5).epsilon(2e-3));
  CHECK(journey.slo->met == false);
}

TEST_CASE("unequal members serve in the order written") {
  const std::string three =
      "  a: {kind: service, mtbf: 1000h, mttr: 24h}\n  b: {kind: service, mtbf: 50h, mttr: 1h}\n"
      "  c: {kind: service, mtbf: 1000h, mttr: 1h}\n";
  const AvailabilityResult passive = up_of(group_of(
      "any_of: [a, b, c], failover: {mode: active-passive, detection: 2m, time: 1m, success: 80%}",
      three));
  CHECK(passive.method == Method::exact);
  CHECK(passive.availability.unavailability() == Approx(3.7685e-3).epsilon(1e-4));
  const AvailabilityResult hot = up_of(group_of(
      "at_least: 2, of: [a, b, c], failover: {mode: active-passive, standby: hot, detection: 60s, "
      "time: 10m}",
      "  a: {kind: vm, mtbf: 2000h, mttr: 2h}\n  b: {kind: vm, mtbf: 200h, mttr: 20h}\n"
      "  c: {kind: vm, mtbf: 1000h, mttr: 5h}\n"));
  CHECK(hot.availability.unavailability() == Approx(9.361e-4).epsilon(1e-3));
  CHECK(*hot.outages_per_year == Approx(20.66).epsilon(1e-3));
}

TEST_CASE("cold is no worse than warm, warm no worse than hot") {
  for (const char* members :
       {"  a: {kind: vm, mtbf: 2000h, mttr: 2h}\n  b: {kind: vm, mtbf: 200h, mttr: 20h}\n"
        "  c: {kind: vm, mtbf: 1000h, mttr: 5h}\n",
        "  a: {kind: vm, mtbf: 90h, mttr: 9h, runs_on: z}\n  b: {kind: vm, mtbf: 80h, mttr: 3h}\n"
        "  c: {kind: vm, mtbf: 300h, mttr: 20h, runs_on: z}\n  z: {kind: zone, mtbf: 900h, mttr: "
        "4h}\n"}) {
    double before = 0.0;
    for (const char* standby : {"cold", "warm", "hot"}) {
      const double down = down_of(group_of(
          fmt::format("at_least: 2, of: [a, b, c], failover: {{mode: active-passive, standby: {}, "
                      "time: 1s}}",
                      standby),
          members));
      CAPTURE(standby, before, down);
      CHECK(before <= down * (1.0 + 1e-9));
      before = down;
    }
  }
}

TEST_CASE("another crew never hurts, a longer repair never helps") {
  for (const char* more : {"", ", restart: {policy: always, time: 1m, cures: 60%}",
                           ", failover: {mode: active-passive, standby: warm, time: 2m}"}) {
    const auto down = [more](int crews, int hours) {
      return down_of(
          pool_of(fmt::format("replicas: 4, at_least: 2, mtbf: 60h, mttr: {}h, repair_crews: {}{}",
                              hours, crews, more)));
    };
    CAPTURE(more);
    CHECK(down(3, 6) <= down(2, 6) * (1.0 + 1e-6));
    CHECK(down(2, 6) <= down(1, 6) * (1.0 + 1e-6));
    CHECK(down(1, 6) <= down(1, 7));
    CHECK(down(2, 6) <= down(2, 7));
  }
}

TEST_CASE("a perfect switch in no time is plain redundancy") {
  const std::string members =
      "  a: {kind: vm, mtbf: 90h, mttr: 9h, runs_on: z}\n  b: {kind: vm, mtbf: 80h, mttr: 3h, "
      "runs_on: y}\n  c: {kind: vm, mtbf: 300h, mttr: 20h, runs_on: z}\n"
      "  z: {kind: zone, mtbf: 900h, mttr: 4h}\n  y: {kind: zone, mtbf: 700h, mttr: 2h}\n"
      "  w: {kind: vm, mtbf: 3000h, mttr: 1h, runs_on: z}\n";
  const auto down = [&members](const char* failover) {
    return up_of("journeys: {j: {needs: [{at_least: 2, of: [a, b, c]" + std::string(failover) +
                 "}, w]}}\ncomponents:\n" + members);
  };
  const AvailabilityResult plain = down("");
  const AvailabilityResult quick = down(", failover: {mode: active-passive, time: 1ms}");
  CHECK(quick.availability.unavailability() ==
        Approx(plain.availability.unavailability()).epsilon(1e-6));
}

TEST_CASE("sweeps and elimination agree") {
  // A line of failures and repairs, with short cuts back to the start.
  SparseChain chain;
  constexpr std::uint32_t states = 200;
  for (std::uint32_t state = 0; state < states; ++state) {
    std::vector<SparseChain::Transition> row;
    if (state + 1 < states) row.push_back({state + 1, 0.01 * (1.0 + state % 3)});
    if (state > 0) row.push_back({state - 1, 1.0 + state % 5});
    if (state % 7 == 3) row.push_back({0, 0.2});
    chain.add_row(std::move(row));
  }
  const std::vector<double> exact = chain.by_elimination();
  const auto swept = chain.by_sweeps(std::vector<std::uint32_t>(states, 0));
  REQUIRE(swept.has_value());
  // Shares fall by a hundred from state to state; the last ones are too small for a normal double,
  // which has fewer digits then than are compared.
  constexpr double all_digits = 1e-300;
  for (std::size_t state = 0; state < states; ++state) {
    if (exact[state] < all_digits) {
      CHECK((*swept)[state] < 2.0 * all_digits);
      continue;
    }
    CHECK((*swept)[state] == Approx(exact[state]).epsilon(1e-9));
  }
}

}  // namespace cutpoint::testing::group_chain_test
