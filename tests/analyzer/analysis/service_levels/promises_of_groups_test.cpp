// What counts of groups in time: left out, or down on purpose, whatever else stands beside them.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/journeys_without.hpp"
#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/simulation/simulate.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::promises_of_groups_test {

namespace {

struct Counted {
  bool known = false;  ///< exact
  double down = 0, planned = 0;
};

Counted counted_of(const std::string& text) {
  const AnalysedDocument read(text);
  const JourneyAnalysis& journey = read.journey();
  REQUIRE(journey.slo);
  return {journey.slo->lower_unavailability == journey.slo->upper_unavailability,
          journey.slo->upper_unavailability, journey.planned_unavailability.value_or(0.0)};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

/// A random document of groups with zones, of which one promise leaves one out and windows take
/// the other, or nothing where it has no zones.
std::string with_promise(std::uint64_t seed) {
  std::string text = random_groups_document(seed);
  if (text.find("  z0: {") == std::string::npos || text.find("  z1: {") == std::string::npos) {
    return "";
  }
  text = replaced(text, "  j: {", "  j: {slo: {availability: 99%, exclude: [z0]}, ");
  return replaced(text, "  z1: {kind: zone,",
                  "  z1: {kind: zone, maintenance: {every: 30d, start: 2d, lasts: 6h},");
}

/// A pair that a host carries; `more` needs and parts beside it.
std::string pair_on_host(const std::string& promise, const std::string& more_needs) {
  return fmt::format(
      "journeys: {{j: {{needs: [{{any_of: [a, b], failover: {{mode: active-passive, "
      "detection: 30s, time: 10m}}}}{}], slo: {{availability: 99.996%, period: 30d, {}}}}}}}\n"
      "components:\n"
      "  h: {{kind: vm, mtbf: 30d, mttr: 2h, maintenance: {{every: 30d, start: 2d, lasts: 2h}}}}\n"
      "  g: {{kind: vm, mtbf: never}}\n"
      "  a: {{kind: vm, mtbf: never, runs_on: h}}\n"
      "  b: {{kind: vm, mtbf: 180d, mttr: 1h, runs_on: g}}\n"
      "  x: {{kind: container, mtbf: 30d, mttr: 20m, runs_on: h}}\n"
      "  y: {{kind: container, mtbf: never, runs_on: g}}\n",
      more_needs, promise);
}

}  // namespace

TEST_CASE("what counts is the same where a need that never fails makes a host everybody's") {
  const std::string beside = ", {any_of: [x, y]}";
  for (const std::string promise : {"exclude: [h]", "planned: counted", "exclude: [b]"}) {
    INFO(promise);
    const Counted alone = counted_of(pair_on_host(promise, ""));
    const Counted shared = counted_of(pair_on_host(promise, beside));
    CHECK(alone.known);
    CHECK(shared.down == Approx(alone.down).epsilon(1e-9));
    CHECK(shared.planned == Approx(alone.planned).epsilon(1e-9));
  }
  // While the host is away on purpose, and up but for that, only failures of the other one count.
  const double away = 2.0 / 720, b_down = 1.0 / (180 * 24 + 1), h_up = 720.0 / 722;
  CHECK(counted_of(pair_on_host("planned: counted", beside)).planned ==
        Approx(away * b_down * h_up).epsilon(1e-6));
}

TEST_CASE("what counts of a pool with a crew: a zone that is left out is one that never fails") {
  const auto pool = [](const std::string& zone, const std::string& exclude) {
    return counted_of(
        "journeys: {j: {needs: [p], slo: {availability: 99.9985%" + exclude +
        "}}}\ncomponents:\n  z0: {kind: zone, " + zone +
        "}\n  z1: {kind: zone, mtbf: 875h, mttr: 3h}\n"
        "  p: {kind: vm, replicas: 3, mtbf: 406h, mttr: 6h, runs_on: [z0, z1], placement: spread, "
        "repair_crews: 1}\n");
  };
  // Crews repair instances whatever their zone does, so that is the same for them.
  const Counted left_out = pool("mtbf: 2785h, mttr: 6h", ", exclude: [z0]");
  const Counted never = pool("mtbf: never", "");
  CHECK(left_out.known);
  CHECK(left_out.down == Approx(never.down).epsilon(1e-9));
  CHECK(pool("mtbf: 2785h, mttr: 6h", "").down > 2 * never.down);
}

TEST_CASE("what counts of a pool with a crew: windows take one after the other") {
  const AnalysedDocument read(
      "journeys: {j: {needs: [p]}}\ncomponents:\n"
      "  p: {kind: vm, replicas: 3, at_least: 2, mtbf: 100d, mttr: 4h, repair_crews: 1, "
      "maintenance: [{every: 30d, start: 3d, lasts: 2h}]}\n");
  // Three machines and one crew: shares of time with so many down.
  const double r = 4.0 / 2400, none = 1 / (1 + 3 * r + 6 * r * r + 6 * r * r * r);
  const double one = 3 * r * none, two_or_more = 1 - none - one;
  CHECK(read.unavailability() == Approx(two_or_more).epsilon(1e-9));
  // The others are both up with nothing down, or with only the one that is away.
  const double within = 1 - none - one / 3;
  CHECK(*read.journey().planned_unavailability ==
        Approx(3 * 2.0 / 720 * (within - two_or_more)).epsilon(1e-9));
}

TEST_CASE("what counts is between bounds where there is no room to find it out") {
  const AnalysedDocument read(pair_on_host("exclude: [h]", ", {any_of: [x, y]}"));
  const JourneyAnalysis& journey = read.journey();
  const std::vector<EventId> left_out =
      excluded_events(read.model, read.function, *read.model.journeys[journey.journey].slo);
  EngineBudget nothing;
  nothing.steps = 0;
  nothing.memory = 0;
  const AnalysisOptions options;
  JourneysWithout journeys(read.model, read.function, options);
  const DecisionDiagram diagram(read.function, read.function.journey_failed.raw(),
                                options.bdd_nodes);
  const auto counted = journeys.of(outages_of(journey, diagram), left_out, true, nothing);
  REQUIRE(counted);
  const AvailabilityResult& up = counted->outages.up;
  CHECK(up.method == Method::bounded);
  CHECK(up.lower_unavailability <= journey.slo->lower_unavailability);
  CHECK(up.upper_unavailability >= journey.slo->upper_unavailability);
  CHECK(up.upper_unavailability <= journey.up.upper_unavailability);
  CHECK(counted->causes.causes.empty());
}

TEST_CASE("what counts of random groups hangs on nothing that stands beside them") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 9000);
  const std::uint64_t documents = number_from_environment("CUTPOINT_MODELS", 60);
  std::size_t compared = 0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string text = with_promise(seed);
    if (text.empty()) continue;
    INFO("seed " << seed << "\n" << text);
    const Counted alone = counted_of(text);
    if (!alone.known) continue;
    const Counted shared =
        counted_of(replaced(text, "components:\n", "  other: {needs: [z0, z1]}\ncomponents:\n"));
    CAPTURE(alone.down, shared.down, alone.planned, shared.planned);
    if (!shared.known) continue;
    CHECK(shared.down == Approx(alone.down).epsilon(1e-7));
    CHECK(shared.planned == Approx(alone.planned).epsilon(1e-7));
    ++compared;
  }
  CHECK(10 * compared >= documents);
}

TEST_CASE("what counts of random groups is what the simulation counts") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 9000);
  const std::uint64_t documents = number_from_environment("CUTPOINT_MODELS", 30);
  std::size_t compared = 0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string text = with_promise(seed);
    if (text.empty()) continue;
    INFO("seed " << seed << "\n" << text);
    const SimulatedDocument played(text, 2000, seed, 0.9999);
    const JourneyAnalysis& journey = played.journey();
    const JourneySimulation& seen = played.simulation.journeys[JourneyId(0U)];
    if (journey.up.method != Method::exact) continue;
    REQUIRE((seen.with_planned && seen.with_planned->interval));
    const double all =
        journey.up.availability.unavailability() + journey.planned_unavailability.value_or(0.0);
    CAPTURE(seen.with_planned->interval->low, all, seen.with_planned->interval->high);
    CHECK(all >= seen.with_planned->interval->low);
    CHECK(all <= seen.with_planned->interval->high);
    if (!seen.slo || !seen.slo->probability.interval || !journey.slo->missed_probability) continue;
    if (journey.slo->chances_doubtful) continue;
    // The chance to miss is told to within three parts in a hundred.
    const double chance = *journey.slo->missed_probability;
    CAPTURE(seen.slo->probability.interval->low, chance, seen.slo->probability.interval->high);
    CHECK(chance * 1.03 + 1e-6 >= seen.slo->probability.interval->low);
    CHECK(chance * 0.97 - 1e-6 <= seen.slo->probability.interval->high);
    ++compared;
  }
  CHECK(compared >= documents / 20);
}

}  // namespace cutpoint::testing::promises_of_groups_test
