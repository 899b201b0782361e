// Markov chains against closed forms.
#include "analyzer/failover/failover_results.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/base/math/markov_chain.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::failover_results_test {

namespace {

double both_failed(double l, double m, std::size_t crews, bool cold) {
  return shares_failed({2, 1, crews, l, m, cold}).back();
}

FailoverGroupResult only_group(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("test.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  const auto groups = group_recoveries(*function);
  REQUIRE(groups.size() == 1);
  // The group is all that the journey needs: its availability is the chain's.
  const AvailabilityResult up = analyze(*model, *function).journeys[JourneyId(0U)].up;
  CHECK((up.method == Method::exact) == (groups.front().doubt == GroupDoubt::none));
  CHECK(up.availability.unavailability() ==
        Approx(groups.front().downtime.in_years()).epsilon(1e-7));
  CHECK(*up.outages_per_year == Approx(groups.front().outages_per_year).epsilon(1e-6));
  return groups.front();
}

FailoverGroupResult pair(const std::string& failover, const std::string& more = "") {
  return only_group("journeys: {use: {needs: [{any_of: [a, b], failover: {mode: active-passive" +
                    failover +
                    "}}]}}\ncomponents:\n  a: {kind: vm, mtbf: 1000h, mttr: 10h}\n"
                    "  b: {kind: vm, mtbf: 1000h, mttr: 10h}\n" +
                    more);
}

double unavailability(const FailoverGroupResult& group) {
  return group.downtime.in_years();
}

}  // namespace

TEST_CASE("one of two, by crews and standby") {
  for (const auto& [l, m] : {std::pair{0.001, 0.1}, {0.2, 0.3}, {1e-7, 1.0}}) {
    CHECK(both_failed(l, m, 2, false) == Approx(std::pow(l / (l + m), 2)).epsilon(1e-12));
    CHECK(both_failed(l, m, 1, false) ==
          Approx(2 * l * l / (2 * l * l + 2 * l * m + m * m)).epsilon(1e-12));
    CHECK(both_failed(l, m, 1, true) == Approx(l * l / (l * l + l * m + m * m)).epsilon(1e-12));
    CHECK(both_failed(l, m, 2, true) ==
          Approx(l * l / (l * l + 2 * l * m + 2 * m * m)).epsilon(1e-12));
  }
}

TEST_CASE("the general solver agrees with the product form") {
  const RepairShop shop{6, 4, 2, 0.03, 0.2, true};
  MarkovChain chain(7);
  for (std::size_t failed = 0; failed < 6; ++failed) {
    chain.add(failed, failed + 1, 0.03 * static_cast<double>(std::min<std::size_t>(4, 6 - failed)));
    chain.add(failed + 1, failed, 0.2 * static_cast<double>(std::min<std::size_t>(2, failed + 1)));
  }
  const auto expected = shares_failed(shop);
  const auto actual = chain.steady_state();
  for (std::size_t i = 0; i < 7; ++i) CHECK(actual[i] == Approx(expected[i]).epsilon(1e-12));
  // Large pools neither overflow nor lose their sum.
  double sum = 0;
  for (const double share : shares_failed({100000, 90000, 100000, 1.0, 1.0, false})) sum += share;
  CHECK(sum == Approx(1.0));
}

TEST_CASE("a perfect, immediate switch is plain redundancy") {
  const double q = 10.0 / 1010.0;
  const FailoverGroupResult group = pair(", detection: 0s, time: 1ms");
  CHECK(unavailability(group) == Approx(q * q).epsilon(1e-4));
  CHECK(group.counted.in_years() == Approx(q * q).epsilon(1e-9));
  CHECK(group.all_failed.in_seconds() == Approx(group.downtime.in_seconds()).epsilon(1e-4));
}

TEST_CASE("covered and failed switches: U is near λct + λ(1 − c)t' + q²") {
  const FailoverGroupResult group =
      pair(", automatic: true, detection: 10s, time: 50s, success: 95%, manual: 30m");
  const double l = 0.001, q = 10.0 / 1010.0;
  const double t = 60.0 / 3600, by_hand = (30 * 60 + 10.0) / 3600;
  const double approximation = l * 0.95 * t + l * 0.05 * by_hand + q * q;
  CHECK(unavailability(group) == Approx(approximation).epsilon(0.03));
  CHECK(unavailability(group) < approximation);
  CHECK(group.switching.in_years() == Approx(l * 0.95 * t).epsilon(0.03));
  CHECK(group.failed_switches.in_years() == Approx(l * 0.05 * by_hand).epsilon(0.07));
  CHECK(group.outages_per_year == Approx(l * 8760).epsilon(0.03));
}

TEST_CASE("by hand, nobody at all, cold, unequal") {
  const double l = 0.001;
  CHECK(pair(", automatic: false, detection: 5m, manual: 25m").failed_switches.in_years() ==
        Approx(l * 0.5).epsilon(0.07));
  // Nobody switches: a failed switch lasts as long as the repair.
  CHECK(pair(", time: 1m, success: 50%").failed_switches.in_years() ==
        Approx(l * 0.5 * 10).epsilon(0.03));
  CHECK(pair(", time: 0s, standby: cold").all_failed.in_years() ==
        Approx(l * l / (l * l + 2 * l * 0.1 + 2 * 0.01)).epsilon(1e-4));
  const FailoverGroupResult unequal = only_group(
      "journeys: {use: {needs: [{any_of: [a, b], failover: {mode: active-passive, time: 1ms}}]}}\n"
      "components:\n  a: {kind: vm, mtbf: 100h, mttr: 10h, runs_on: z}\n"
      "  b: {kind: vm, mtbf: 300h, mttr: 5h, runs_on: y}\n"
      "  z: {kind: zone, mtbf: 1000h, mttr: 20h, runs_on: r}\n  y: {kind: zone, mtbf: never, "
      "runs_on: r}\n  r: {kind: region, mtbf: 1000h, mttr: 1h}\n");
  // a with its zone, or the region that both stand on.
  const double one = 1 - 1 / (1.1 * 1.02), other = 5.0 / 305, region = 1.0 / 1001;
  CHECK(unavailability(unequal) == Approx(region + (1 - region) * one * other).epsilon(1e-4));
  CHECK(unequal.doubt == GroupDoubt::none);
}

TEST_CASE("a pool with one crew is about twice as bad") {
  const FailoverGroupResult group = only_group(
      "journeys: {use: {needs: [a]}}\n"
      "components: {a: {kind: vm, replicas: 2, mtbf: 1000h, mttr: 10h, repair_crews: 1}}\n");
  const double l = 0.001, m = 0.1;
  CHECK(unavailability(group) == Approx(2 * l * l / (2 * l * l + 2 * l * m + m * m)));
  CHECK(group.counted.in_years() == Approx(std::pow(l / (l + m), 2)));
  CHECK(group.outages_per_year * 10.0 / 8760 == Approx(unavailability(group)));
}

TEST_CASE("restarts race with the switch: whichever is first ends the outage") {
  // 95 % of failures are over after exactly 20 s, the others after an hour on average; a switch
  // takes 15 s on average.
  const double l = 1.0 / 720, switched = 15.0 / 3600, restart = 20.0 / 3600;
  const double short_race = switched * (1.0 - std::exp(-restart / switched));
  const double long_race = 1.0 / (1.0 / switched + 1.0);
  const double expected = 0.95 * short_race + 0.05 * long_race;
  const double up = 1.0 / (1.0 + l * (0.95 * restart + 0.05));
  for (const char* replicas : {"2", "3", "5", "150"}) {
    INFO(replicas);
    const FailoverGroupResult group = only_group(
        "journeys: {use: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: 30d, mttr: 1h, restart: "
        "{policy: always, time: 20s, cures: 95%}, failover: {mode: active-passive, detection: 15s, "
        "time: 0s}, replicas: " +
        std::string(replicas) + "}}\n");
    CHECK(group.switching.in_years() == Approx(l * up * expected).epsilon(1e-3));
  }
  // By hand it takes far longer: nearly all restarts are over before.
  const FailoverGroupResult by_hand = only_group(
      "journeys: {use: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: 30d, mttr: 1h, restart: "
      "{policy: always, time: 20s, cures: 95%}, replicas: 3, failover: {mode: active-passive, "
      "automatic: false, manual: 30m}}}\n");
  const double slow = 0.5 * (1.0 - std::exp(-restart / 0.5));
  CHECK(by_hand.failed_switches.in_years() ==
        Approx(l * up * (0.95 * slow + 0.05 / (2.0 + 1.0))).epsilon(3e-3));
}

TEST_CASE("a standby waits, whether or not the mode says so") {
  const auto with = [](const std::string& mode) {
    return unavailability(only_group(
        "journeys: {use: {needs: [a]}}\ncomponents: {a: {kind: vm, mtbf: 100h, mttr: 10h, "
        "replicas: 2, failover: {" +
        mode + "standby: cold, time: 10s}}}\n"));
  };
  CHECK(with("") == with("mode: active-passive, "));
}

}  // namespace cutpoint::testing::failover_results_test
