// The chance of missing a promise, of whole documents, against long simulations.
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/simulation.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::missed_periods_test {

namespace {

double missed(const CompiledDocument& document) {
  const Analysis analysis = analyze(document.model, document.function);
  REQUIRE(analysis.journeys[JourneyId(0U)].slo.has_value());
  REQUIRE(analysis.journeys[JourneyId(0U)].slo->missed_probability.has_value());
  return *analysis.journeys[JourneyId(0U)].slo->missed_probability;
}

std::string one(const std::string& slo, const std::string& figures) {
  return fmt::format(
      "journeys: {{shop: {{needs: [till], slo: {{{}}}}}}}\ncomponents: {{till: {{kind: service, "
      "{}}}}}\n",
      slo, figures);
}

double missed_by(const std::string& slo, const std::string& figures) {
  return missed(CompiledDocument(one(slo, figures)));
}

/// Repairs that differ in kind and length; causes are often on together.
std::string random_repair(Random& random, double mttr) {
  std::string times = fmt::format("mttr: {:.3g}h", mttr);
  switch (random.below(5)) {
    case 0:
      return times + ", repair: {distribution: fixed}";
    case 1:
      return times + fmt::format(", repair: {{distribution: log-normal, shape: {:.2g}}}",
                                 0.5 + 1.5 * random.unit());
    case 2:
      return times + fmt::format(", repair: {{distribution: weibull, shape: {:.2g}}}",
                                 0.5 + 2.0 * random.unit());
    case 3:
      return times + ", restart: {policy: always, time: 5m, cures: 70%}";
    default:
      return times;
  }
}

std::string random_document(std::uint64_t seed) {
  Random random(seed);
  std::string needs, components;
  const std::uint32_t count = 2 + random.below(3);
  for (std::uint32_t i = 0; i < count; ++i) {
    const double mttr = std::pow(10.0, -0.5 + 2.5 * random.unit());
    const double mtbf = mttr * std::pow(10.0, 0.3 + 2.2 * random.unit());
    const bool pool = random.chance(40);
    needs += fmt::format("{}c{}", needs.empty() ? "" : ", ", i);
    components += fmt::format("  c{}: {{kind: service, mtbf: {:.4g}h, {}{}}}\n", i, mtbf,
                              random_repair(random, mttr), pool ? ", replicas: 2" : "");
  }
  const char* const targets[] = {"50%", "80%", "90%", "95%", "99%"};
  return fmt::format(
      "journeys: {{use: {{needs: [{}], slo: {{availability: {}, period: 30d}}}}}}\n"
      "components:\n{}",
      needs, targets[random.below(5)], components);
}

}  // namespace

TEST_CASE("repairs of one length, with long tails, and longer than the period") {
  // Dynamic programmes and long simulations of others found these.
  const std::string month = "availability: 99.9%, period: 30d";
  const double tails =
      missed_by(month, "mtbf: 90d, mttr: 120s, repair: {distribution: log-normal, shape: 3}");
  CHECK(tails > 1.7e-3);
  CHECK(tails < 2.0e-3);
  CHECK(missed_by(month, "mtbf: 90d, mttr: 2400s, repair: {distribution: fixed}") ==
        Approx(0.044).margin(0.001));
  CHECK(missed_by("availability: 99%, period: 30d", "mtbf: 240h, mttr: 480h") ==
        Approx(0.982).margin(0.0005));
  CHECK(missed_by(month, "mtbf: 365d, mttr: 720h") == Approx(0.148).margin(0.001));
  CHECK(missed_by(month, "mtbf: 1h, mttr: 8760h") == Approx(1.0).margin(2e-4));
}

TEST_CASE("a pair of long-tailed repairs has the tail of the shorter rest") {
  // Outages of a pair end with the first repair: by hand, twice the chance that one fails while
  // the other is down, and both go on for longer than is allowed.
  const CompiledDocument document(one("availability: 99.9%, period: 30d",
                                      "replicas: 2, mtbf: 2000h, mttr: 5h, repair: {distribution: "
                                      "log-normal, shape: 1.5}"));
  const auto below = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  const double d = (std::log(5.0 / 0.72) - 1.125) / 1.5;
  const double longer = below(d), left = 5.0 * below(d + 1.5) - 0.72 * below(d);
  const double expected = 2.0 * 719.28 / 2000 * left / 2000 * longer;
  CHECK(missed(document) == Approx(expected).epsilon(0.02));
}

TEST_CASE("of random documents, the chance of a miss is what simulation sees") {
  const std::uint64_t documents = number_from_environment("CUTPOINT_PROMISE_DOCUMENTS", 12);
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  double squares = 0.0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string text = random_document(seed);
    INFO("CUTPOINT_SEED=" << seed << '\n' << text);
    const CompiledDocument document(text);
    const double expected = missed(document);
    SimulationOptions options;
    options.years = 400;
    options.seed = seed;
    options.confidence = 0.9999;
    const auto simulation = simulate(document.model, document.function, options);
    REQUIRE(simulation.has_value());
    const Estimate& seen = simulation->journeys[JourneyId(0U)].slo->probability;
    REQUIRE(seen.interval.has_value());
    CAPTURE(expected, seen.value, seen.interval->low, seen.interval->high);
    // Pairs that are often down are approximate.
    constexpr double room = 0.01;
    CHECK(seen.interval->low - room <= expected);
    CHECK(expected <= seen.interval->high + room);
    squares += (expected - seen.value) * (expected - seen.value);
  }
  CHECK(std::sqrt(squares / static_cast<double>(documents)) < 0.01);
}

namespace {

/// Groups in time, of which the journey needs each: their outages are as long as their chains say.
const std::vector<std::string> groups_with_promises = {
    // One crew: the second failure waits, and the outage ends with what is left of the first
    // repair.
    "journeys: {j: {needs: [p], slo: {availability: 99.9%, period: 30d}}}\ncomponents:\n"
    "  p: {kind: vm, replicas: 3, at_least: 2, mtbf: 400h, mttr: 4h, repair_crews: 1, repair: "
    "{distribution: fixed}}\n",
    // Most outages are restarts, the rest waits for the crew.
    "journeys: {j: {needs: [p], slo: {availability: 99.5%, period: 30d}}}\ncomponents:\n"
    "  p: {kind: vm, replicas: 4, at_least: 3, mtbf: 100h, mttr: 4h, repair_crews: 1, restart: "
    "{policy: always, time: 10m, cures: 70%}}\n",
    // Switches of minutes, and of hours where they fail; zones under both.
    "journeys: {j: {needs: [{any_of: [a, b], failover: {time: 10m, success: 80%, manual: 2h}}], "
    "slo: {availability: 99.9%, period: 30d}}}\ncomponents:\n"
    "  a: {kind: database, mtbf: 300h, mttr: 6h, runs_on: east, repair: {distribution: fixed}}\n"
    "  b: {kind: database, mtbf: 300h, mttr: 6h, runs_on: west}\n"
    "  east: {kind: zone, mtbf: 2000h, mttr: 3h}\n  west: {kind: zone, mtbf: 2000h, mttr: 3h}\n",
    // A cold pair, and a pool that stands on the same zones.
    "journeys: {j: {needs: [{any_of: [a, b], failover: {standby: cold, time: 20m}}, w], slo: "
    "{availability: 99.5%, period: 30d}}}\ncomponents:\n"
    "  a: {kind: database, mtbf: 300h, mttr: 6h, runs_on: east}\n"
    "  b: {kind: database, mtbf: 300h, mttr: 6h, runs_on: west}\n"
    "  w: {kind: service, replicas: 4, at_least: 3, mtbf: 400h, mttr: 2h, repair_crews: 1, "
    "runs_on: [east, west]}\n"
    "  east: {kind: zone, mtbf: 2000h, mttr: 3h}\n  west: {kind: zone, mtbf: 2000h, mttr: 3h}\n",
};

}  // namespace

TEST_CASE("of groups in time, the chance of a miss is what simulation sees") {
  for (const std::string& text : groups_with_promises) {
    INFO(text);
    const CompiledDocument document(text);
    const Analysis analysis = analyze(document.model, document.function);
    const ServiceLevelResult& slo = *analysis.journeys[JourneyId(0U)].slo;
    REQUIRE(slo.missed_probability.has_value());
    const double expected = *slo.missed_probability;
    const Interval ends = slo.missed_interval.value_or(Interval{expected, expected});
    SimulationOptions options;
    options.years = 1500;
    options.seed = 5;
    options.confidence = 0.999;
    const auto simulation = simulate(document.model, document.function, options);
    REQUIRE(simulation.has_value());
    const Estimate& seen = simulation->journeys[JourneyId(0U)].slo->probability;
    REQUIRE(seen.interval.has_value());
    CAPTURE(expected, ends.low, ends.high, seen.value, seen.interval->low, seen.interval->high);
    CHECK(ends.low <= seen.interval->high);
    CHECK(ends.high >= seen.interval->low);
  }
}

}  // namespace cutpoint::testing::missed_periods_test
