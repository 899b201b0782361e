// The independent chain itself, against closed forms and chains solved by hand.
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "tests/analyzer/failover/independent_chain.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::chain_closed_forms_test {

namespace {

constexpr double to_rounding = 1e-11;

ChainFigures chain_of(const std::string& components, const std::string& need = "p",
                      const ChainReading& reading = {}) {
  const Model model =
      model_of("journeys: {j: {needs: [" + need + "]}}\ncomponents:\n" + components);
  const ChainSolution solution = solve_chain(model, {}, reading);
  INFO(solution.refusal);
  REQUIRE(solution.refusal.empty());
  return solution.journeys[0];
}

double relative_error(double actual, double expected) {
  return std::abs(actual - expected) / std::abs(expected);
}

}  // namespace

TEST_CASE("Independent chain: one component, alone and with a crew of its own") {
  const double expected = 4.0 / 104;
  for (const char* more : {"", ", repair_crews: 1", ", repair: {distribution: fixed}"}) {
    const auto figures =
        chain_of(fmt::format("  p: {{kind: service, mtbf: 100h, mttr: 4h{}}}\n", more));
    CHECK(relative_error(figures.unavailability, expected) < to_rounding);
    CHECK(relative_error(figures.outages_per_year, 8760.0 / 104) < to_rounding);
  }
}

TEST_CASE("Independent chain: pairs with one and two crews, hot and cold") {
  const double l = 1.0 / 100;
  const double m = 1.0 / 4;
  const std::string pair = "  p: {kind: service, replicas: 2, mtbf: 100h, mttr: 4h, ";
  const std::map<std::string, double> expected = {
      {"repair_crews: 1}", 2 * l * l / (2 * l * l + 2 * l * m + m * m)},
      {"repair_crews: 2}", std::pow(l / (l + m), 2)},
      {"repair_crews: 1, failover: {standby: cold}}", l * l / (l * l + l * m + m * m)},
      {"failover: {standby: cold}}", l * l / (l * l + 2 * l * m + 2 * m * m)},
  };
  for (const auto& [rest, unavailability] : expected) {
    INFO(rest);
    CHECK(relative_error(chain_of(pair + rest + "\n").unavailability, unavailability) <
          to_rounding);
  }
}

TEST_CASE("Independent chain: a pair whose switch may fail, by hand") {
  const double failure = 1.0 / 500;
  const double repair = 1.0 / 4;
  const double automatic = 0.9 * failure / (60 + repair + failure);
  const double by_hand = 0.1 * failure / (1 / (0.5 + 10.0 / 3600) + repair + failure);
  const double load = failure / repair;
  const double all = (1 + load) * (1 + load);
  const auto figures = chain_of(
      "  p: {kind: database, replicas: 2, mtbf: 500h, mttr: 4h, failover: {mode: active-passive, "
      "detection: 10s, time: 50s, success: 90%, manual: 30m}}\n");
  CHECK(relative_error(figures.unavailability, (automatic + by_hand + load * load) / all) <
        to_rounding);
  const double moved = 2 * load - automatic - by_hand;
  CHECK(relative_error(figures.outages_per_year, failure * (1 + moved) / all * 8760) < to_rounding);
}

TEST_CASE("Independent chain: fixed repairs of two machines by one crew") {
  // From one end of a repair to the next: the other machine has failed meanwhile, or not.
  const double failure = 1.0 / 5;
  const double none_fails = std::exp(-failure);
  const double repairs = 1 / none_fails;
  const double cycle = 1 / (2 * failure) + repairs;
  const auto figures = chain_of(
      "  p: {kind: service, replicas: 2, mtbf: 5h, mttr: 1h, repair_crews: 1, repair: "
      "{distribution: fixed}}\n");
  CHECK(relative_error(figures.unavailability, repairs * (1 - (1 - none_fails) / failure) / cycle) <
        1e-8);
  CHECK(relative_error(figures.outages_per_year, repairs * (1 - none_fails) / cycle * 8760) < 1e-8);
}

TEST_CASE("Independent chain: a switch of no time and a crew for each change nothing") {
  const std::string zones =
      "  z1: {kind: zone, mtbf: 900h, mttr: 3h}\n  z2: {kind: zone, mtbf: 700h, mttr: 2h}\n";
  const std::string pool =
      "  p: {kind: service, replicas: 3, at_least: 2, runs_on: [z1, z2], mtbf: 100h, mttr: 4h, "
      "restart: {policy: always, time: 20s, cures: 50%}";
  const auto plain = chain_of(zones + pool + "}\n");
  for (const char* more : {", repair_crews: 3", ", failover: {mode: active-passive}",
                           ", failover: {mode: active-active}"}) {
    INFO(more);
    const auto figures = chain_of(zones + pool + more + "}\n");
    CHECK(relative_error(figures.unavailability, plain.unavailability) < to_rounding);
    CHECK(relative_error(figures.outages_per_year, plain.outages_per_year) < to_rounding);
  }
}

TEST_CASE("Independent chain: figures that others found, and the readings that they took") {
  const std::string three =
      "  p: {{kind: service, replicas: 3, at_least: 2, mtbf: 50h, mttr: {}, repair_crews: 1, "
      "restart: {{policy: always, time: 20s, cures: {}}}}}\n";
  const std::string eight_hours = fmt::format(fmt::runtime(three), "8h", "80%");
  const std::string a_day = fmt::format(fmt::runtime(three), "24h", "95%");
  CHECK(chain_of(eight_hours).unavailability == Approx(2.283e-2).epsilon(2e-4));
  CHECK(chain_of(a_day).unavailability == Approx(3.42e-2).epsilon(2e-4));
  // A restart that needs no crew: an hour of repairs is then all that is waited for.
  const ChainReading by_itself{false};
  CHECK(chain_of(eight_hours, "p", by_itself).unavailability == Approx(5.76646e-3).epsilon(1e-5));
  CHECK(chain_of(a_day, "p", by_itself).unavailability == Approx(3.30387e-3).epsilon(1e-5));
  // The next one to serve in the order written.
  CHECK(chain_of("  a: {kind: vm, mtbf: 1000h, mttr: 24h}\n  b: {kind: vm, mtbf: 50h, mttr: 1h}\n"
                 "  c: {kind: vm, mtbf: 1000h, mttr: 1h}\n",
                 "{any_of: [a, b, c], failover: {mode: active-passive, detection: 2m, time: 1m, "
                 "success: 80%}}")
            .unavailability == Approx(3.77e-3).epsilon(2e-3));
}

TEST_CASE("Balance equations: the dense and the sparse decomposition agree") {
  const Model model = model_of(
      "journeys: {j: {needs: [p]}}\ncomponents:\n  z: {kind: zone, mtbf: 1y, mttr: 1m}\n"
      "  p: {kind: vm, replicas: 3, runs_on: z, mtbf: 1y, mttr: 20s, repair_crews: 1, "
      "failover: {standby: warm, time: 10s}}\n");
  const ChainSolution dense = solve_chain(model, {1000, 1000});
  const ChainSolution sparse = solve_chain(model, {0, 1000});
  REQUIRE(dense.refusal.empty());
  CHECK(relative_error(dense.journeys[0].unavailability, sparse.journeys[0].unavailability) <
        to_rounding);
  CHECK(relative_error(dense.journeys[0].outages_per_year, sparse.journeys[0].outages_per_year) <
        to_rounding);
}

}  // namespace cutpoint::testing::chain_closed_forms_test
