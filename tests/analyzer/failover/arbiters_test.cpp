// Switches that somebody must make: limits, combinations, "what if", and the simulation.
#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::arbiters_test {

namespace {

const std::string one_etcd = "  etcd: {kind: service, mtbf: 150h, mttr: 12h}\n";

std::string arbitrated_pair(const std::string& terms, const std::string& more) {
  return "journeys: {use: {needs: [{any_of: [a, b], failover: {mode: active-passive, " + terms +
         "}}]}}\ncomponents:\n  a: {kind: database, mtbf: 400h, mttr: 5h}\n"
         "  b: {kind: database, mtbf: 400h, mttr: 5h}\n" +
         more;
}

const JourneyAnalysis& first_journey(const Analysis& analysis) {
  return analysis.journeys[JourneyId(0U)];
}

double arbitrated_down(const std::string& text) {
  const CompiledDocument system(text);
  return first_journey(analyze(system.model, system.function)).up.availability.unavailability();
}

EventId event_named(const StructureFunction& function, const std::string& name) {
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    if (function.events[EventId(i)].name == name) return EventId(i);
  }
  FAIL("no event " << name);
  return {};
}

bool falls_with(const CompiledDocument& system, const std::vector<std::string>& failed) {
  std::vector<EventId> events;
  for (const std::string& name : failed) events.push_back(event_named(system.function, name));
  return what_if(system.model, system.function, events).journeys[JourneyId(0U)].state ==
         Consequence::JourneyState::State::down;
}

}  // namespace

TEST_CASE("Arbiters: one that never fails changes nothing, and by hand nobody asks one") {
  const std::string never = "  etcd: {kind: service, mtbf: never}\n";
  const std::string times = "detection: 1m, time: 2m, success: 90%, manual: 1h";
  CHECK(arbitrated_down(arbitrated_pair(times + ", by: [etcd]", never)) ==
        Approx(arbitrated_down(arbitrated_pair(times, never))).epsilon(1e-12));
  CHECK(arbitrated_down(arbitrated_pair("by: [etcd]", never)) ==
        Approx(arbitrated_down(arbitrated_pair("standby: hot", never))).epsilon(1e-9));
  const std::string by_hand = "automatic: false, manual: 1h";
  CHECK(arbitrated_down(arbitrated_pair(by_hand + ", by: [etcd]", one_etcd)) ==
        Approx(arbitrated_down(arbitrated_pair(by_hand, one_etcd))).epsilon(1e-12));
}

TEST_CASE("Arbiters: the more of them are needed, and the longer they are down, the worse") {
  const std::string two = one_etcd + "  sentinel: {kind: service, mtbf: 150h, mttr: 12h}\n";
  const double none = arbitrated_down(arbitrated_pair("time: 2m", two));
  const double one = arbitrated_down(arbitrated_pair("time: 2m, by: [etcd]", two));
  const double both = arbitrated_down(arbitrated_pair("time: 2m, by: [etcd, sentinel]", two));
  CHECK(none < one);
  CHECK(one < both);
  // One that is always down leaves work where it is until the repair: as if no switch ever worked.
  const std::string broken = "  etcd: {kind: service, mtbf: 1s, mttr: 1000y}\n";
  CHECK(arbitrated_down(arbitrated_pair("time: 2m, by: [etcd]", broken)) ==
        Approx(arbitrated_down(arbitrated_pair("time: 2m, success: 0%", broken))).epsilon(1e-6));
}

TEST_CASE("Arbiters: what falls because nobody switches falls by who would") {
  const auto ways_of = [](const std::string& automatic) {
    const CompiledDocument system(
        "journeys: {use: {needs: [web]}}\ncomponents:\n"
        "  web: {kind: vm, replicas: 3, runs_on: [zone, other, third], placement: spread, "
        "depends_on: [{any_of: [a, b], failover: {mode: active-passive, time: 1m, by: [etcd]" +
        automatic +
        "}}]}\n"
        "  a: {kind: database, runs_on: zone}\n  b: {kind: database, runs_on: other}\n"
        "  etcd: {kind: service, runs_on: third}\n"
        "  zone: {kind: zone}\n  other: {kind: zone}\n  third: {kind: zone}\n");
    const Consequence after =
        what_if(system.model, system.function,
                {event_named(system.function, "zone"), event_named(system.function, "etcd")});
    std::vector<std::string> names;
    for (const ComponentId step : after.journeys[JourneyId(0U)].path.steps) {
      names.push_back(system.model.components[step].name);
    }
    return names;
  };
  CHECK(ways_of("") == std::vector<std::string>{"web", "etcd"});
  CHECK(ways_of(", automatic: false").empty());
}

TEST_CASE("Arbiters: a majority is in the combinations of what it switches") {
  const CompiledDocument system(arbitrated_pair(
      "time: 2m, by: [etcd]",
      "  etcd: {kind: service, replicas: 3, quorum: majority, mtbf: 150h, mttr: 12h}\n"));
  AnalysisOptions options;
  options.max_order = 3;
  const Analysis analysis = analyze(system.model, system.function, options);
  CHECK(first_journey(analysis).up.method == Method::exact);
  CHECK(analysis.unreachable.empty());
  std::size_t found = 0;
  for (const CutSet& set : first_journey(analysis).cut_sets.sets) {
    std::vector<std::string> names;
    for (const EventId event : set.events) names.push_back(system.function.events[event].name);
    std::sort(names.begin(), names.end());
    if (names.size() != 3 || names[2] != "failover of any of a, b without etcd") continue;
    ++found;
    CHECK(names[0].substr(0, 5) == "etcd#");
    CHECK(names[1].substr(0, 5) == "etcd#");
  }
  CHECK(found == 3);
  CHECK(first_journey(analysis).single_points.size() == 1);  // the switch itself
}

TEST_CASE("Arbiters: what if one is down and so is who serves") {
  const CompiledDocument system(arbitrated_pair("time: 2m, by: [etcd]", one_etcd));
  CHECK_FALSE(falls_with(system, {"etcd"}));
  CHECK_FALSE(falls_with(system, {"a"}));
  CHECK_FALSE(falls_with(system, {"etcd", "b"}));  // who waits has nothing to hand over
  CHECK(falls_with(system, {"etcd", "a"}));
  CHECK(falls_with(system, {"a", "b"}));
  const CompiledDocument zone(R"(
journeys: {use: {needs: [p]}}
components:
  z: {kind: zone, mtbf: 1000h, mttr: 3h}
  y: {kind: zone, mtbf: 1000h, mttr: 3h}
  p: {kind: database, replicas: 2, mtbf: 400h, mttr: 5h, runs_on: [z, y], failover: {mode: active-passive, by: [etcd]}}
  etcd: {kind: service, mtbf: 150h, mttr: 12h, runs_on: z}
)");
  CHECK(falls_with(zone, {"z"}));
  CHECK_FALSE(falls_with(zone, {"y"}));
}

TEST_CASE("Arbiters: one that stands on what it switches is estimated, not exact") {
  const CompiledDocument system(R"(
journeys: {use: {needs: [p]}}
components:
  p: {kind: database, replicas: 2, mtbf: 40h, mttr: 5h, failover: {mode: active-passive, time: 30m, manual: 2h, by: [keeper]}}
  keeper: {kind: service, mtbf: 150h, mttr: 12h, depends_on: [p]}
)");
  const Analysis analysis = analyze(system.model, system.function);
  CHECK(first_journey(analysis).up.method == Method::estimated);
  CHECK(system.function.failover_groups.front().doubt == GroupDoubt::arbiter_above);
  // It is down with the work that it should move, so that every move is by hand.
  const double by_hand = arbitrated_down(R"(
journeys: {use: {needs: [p]}}
components:
  p: {kind: database, replicas: 2, mtbf: 40h, mttr: 5h, failover: {mode: active-passive, automatic: false, manual: 2h}}
)");
  CHECK(first_journey(analysis).up.lower_unavailability <= by_hand);
  CHECK(first_journey(analysis).up.upper_unavailability >= by_hand);
}

TEST_CASE("Arbiters: the simulation waits for them too") {
  for (const std::string& text :
       {arbitrated_pair("time: 2m, by: [etcd]", one_etcd),
        arbitrated_pair("time: 30m, success: 80%, manual: 3h, by: [etcd]", one_etcd),
        arbitrated_pair("time: 30m, standby: cold, by: [etcd]",
                        "  etcd: {kind: service, replicas: 3, quorum: majority, mtbf: 50h, mttr: "
                        "12h}\n")}) {
    check_against_simulation(text);
  }
}

TEST_CASE("Arbiters: who takes a member with them is a single point, as \"what if\" says") {
  const std::string text =
      "journeys: {use: {needs: [{any_of: [a, b], failover: {mode: active-passive, detection: 10s, "
      "time: 20s, by: [ctl]}}]}}\ncomponents:\n"
      "  a: {kind: database, mtbf: 180d, mttr: 1h, runs_on: h1}\n"
      "  b: {kind: database, mtbf: 180d, mttr: 1h, runs_on: h2}\n"
      "  ctl: {kind: service, mtbf: 180d, mttr: 1h, runs_on: WHERE}\n"
      "  h1: {kind: host, mtbf: 90d, mttr: 6h}\n"
      "  h2: {kind: host, mtbf: 90d, mttr: 6h}\n"
      "  h3: {kind: host, mtbf: 90d, mttr: 6h}\n";
  for (const std::string where : {"h1", "h2", "h3"}) {
    INFO(where);
    std::string placed = text;
    placed.replace(placed.find("WHERE"), 5, where);
    const CompiledDocument system(placed);
    const Analysis analysis = analyze(system.model, system.function);
    const JourneyAnalysis& journey = first_journey(analysis);
    std::vector<std::string> alone, falls;
    double of_points = 0.0;
    for (const SinglePoint& point : journey.single_points) {
      const BasicEvent& event = system.function.events[point.event];
      if (event.kind == EventKind::failover) continue;
      alone.push_back(event.name);
      of_points += point.downtime_per_year.in_seconds();
      CHECK(point.share > 0.0);
      CHECK(point.share < 1.0);
    }
    for (const std::string name : {"a", "b", "ctl", "h1", "h2", "h3"}) {
      if (falls_with(system, {name})) falls.push_back(name);
    }
    CHECK(alone == falls);
    CHECK(alone == (where == "h1" ? std::vector<std::string>{"h1"} : std::vector<std::string>{}));
    const bool hidden = std::any_of(
        journey.hidden_common_causes.begin(), journey.hidden_common_causes.end(),
        [&](const auto& cause) { return system.function.events[cause.event].name == "h1"; });
    CHECK(hidden == (where == "h1"));
    // It costs most of what there is, and never more than that.
    const double whole = journey.up.downtime_per_year().in_seconds();
    CHECK(of_points <= whole * (1 + 1e-9));
    if (where == "h1") CHECK(of_points > 0.9 * whole);
  }
}

}  // namespace cutpoint::testing::arbiters_test
