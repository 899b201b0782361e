// What falls with what, and by which way.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::what_if_test {

namespace {

struct BuiltSystem {
  Model model;
  StructureFunction function;
};

Draft chain(std::uint32_t length) {
  Draft draft;
  for (std::uint32_t i = 0; i < length; ++i) {
    DraftComponent component;
    component.name.value = fmt::format("c{}", i);
    component.kind = Given<std::string>(Spanned<std::string>{"service", {}});
    if (i + 1 < length) {
      DraftRequirement next;
      next.component.value = fmt::format("c{}", i + 1);
      component.depends_on.push_back(next);
    }
    draft.components.push_back(std::move(component));
  }
  DraftJourney journey;
  journey.name.value = "j";
  journey.needs.emplace_back().component.value = "c0";
  draft.journeys.push_back(std::move(journey));
  return draft;
}

BuiltSystem built(const Draft& draft) {
  Diagnostics diagnostics;
  auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  return {std::move(*model), std::move(*function)};
}

std::vector<std::string> names(const Model& model, const FailurePath& path) {
  std::vector<std::string> result;
  for (const ComponentId id : path.steps) result.push_back(model.components[id].name);
  return result;
}

}  // namespace

TEST_CASE("the way down a short chain is told whole") {
  const BuiltSystem system = built(chain(4));
  const Consequence consequence = what_if(system.model, system.function, {EventId(3U)});
  REQUIRE(consequence.fallen.size() == 3);
  CHECK(names(system.model, consequence.fallen[1].path) ==
        std::vector<std::string>{"c1", "c2", "c3"});
  CHECK(consequence.fallen[1].path.omitted == 0);
  CHECK(names(system.model, consequence.journeys[JourneyId(0U)].path).size() == 4);
}

TEST_CASE("long ways keep both ends, and many of them cost little") {
#ifdef __SANITIZE_ADDRESS__
  constexpr std::uint32_t length = 20'000;
#else
  constexpr std::uint32_t length = 300'000;
#endif
  const BuiltSystem system = built(chain(length));
  const EventId last = system.function.component_events[ComponentId(length - 1)].front();
  const Consequence consequence = what_if(system.model, system.function, {last});
  REQUIRE(consequence.fallen.size() == length - 1);
  for (const std::uint32_t start : {0U, 1U, length / 2, length - 20, length - 16, length - 2}) {
    INFO(start);
    const FailurePath& path = consequence.fallen[start].path;
    const std::uint32_t steps = length - start;
    REQUIRE(path.steps.size() == std::min<std::size_t>(steps, 16));
    CHECK(path.omitted == steps - path.steps.size());
    CHECK(path.steps.front() == ComponentId(start));
    CHECK(path.steps.back() == ComponentId(length - 1));
    CHECK(path.steps[path.steps.size() - 2] == ComponentId(length - 2));
  }
}

TEST_CASE("a pool has fallen exactly when too few of its instances are left") {
  const CompiledDocument system(R"(
journeys: {use: {needs: [pool, {component: single, soft: true}]}}
components:
  pool: {kind: service, replicas: 4, at_least: 2, mtbf: 100h, mttr: 1h}
  single: {kind: service, mtbf: 100h, mttr: 1h}
)");
  const ComponentId pool = system.model.find_component("pool");
  const auto& events = system.function.component_events[pool];
  for (std::size_t failed = 1; failed <= events.size(); ++failed) {
    INFO(failed << " failed");
    const Consequence consequence =
        what_if(system.model, system.function,
                {events.begin(), events.begin() + static_cast<long>(failed)});
    CHECK(consequence.fallen.size() == (failed > 2 ? 1 : 0));
    if (failed > 2) CHECK(consequence.fallen.front().component == pool);
  }
  // A single component fails by itself: it does not fall with itself.
  const ComponentId single = system.model.find_component("single");
  CHECK(what_if(system.model, system.function, system.function.component_events[single])
            .fallen.empty());
}

TEST_CASE("a pool with instances to spare falls by what it needs, not by the host of one") {
  const auto ways = [](int at_least, const char* failed) {
    const CompiledDocument system(
        fmt::format("journeys: {{use: {{needs: [web]}}}}\n"
                    "components:\n"
                    "  web: {{kind: service, replicas: 3, at_least: {}, runs_on: [a, b, c], "
                    "depends_on: [db]}}\n"
                    "  db: {{kind: database, runs_on: a}}\n"
                    "  a: {{kind: zone}}\n  b: {{kind: zone}}\n  c: {{kind: zone}}\n",
                    at_least));
    const ComponentId zone = system.model.find_component(failed);
    const Consequence consequence =
        what_if(system.model, system.function, system.function.component_events[zone]);
    return names(system.model, consequence.journeys[JourneyId(0U)].path);
  };
  CHECK(ways(2, "a") == std::vector<std::string>{"web", "db", "a"});
  CHECK(ways(3, "a") == std::vector<std::string>{"web", "a"});
  CHECK(ways(3, "b") == std::vector<std::string>{"web", "b"});
  CHECK(ways(2, "b").empty());
}

TEST_CASE("what cannot fail can still be failed by hand") {
  const CompiledDocument system(R"(
journeys: {use: {needs: [{connected: [left, right]}]}}
components:
  left: {kind: host, mtbf: never}
  right: {kind: host, mtbf: 300h, mttr: 2h}
links:
  - {name: trunk, between: [left, right], mtbf: never}
)");
  for (const char* name : {"trunk", "left"}) {
    INFO(name);
    const auto& events = system.function.events;
    const auto event = std::find_if(events.begin(), events.end(),
                                    [&](const BasicEvent& one) { return one.name == name; });
    REQUIRE(event != events.end());
    CHECK_FALSE(event->can_fail);
    const Consequence consequence = what_if(
        system.model, system.function, {EventId(static_cast<std::size_t>(event - events.begin()))});
    CHECK(consequence.journeys[JourneyId(0U)].state == Consequence::JourneyState::State::down);
  }
  // Analyses know nothing of them.
  const Analysis analysis = analyze(system.model, system.function);
  const JourneyAnalysis& use = analysis.journeys[JourneyId(0U)];
  CHECK(use.up.availability.unavailability() == Approx(2.0 / 302).epsilon(1e-12));
  CHECK(use.single_points.size() == 1);
  CHECK(use.importance.size() == 1);
}

}  // namespace cutpoint::testing::what_if_test
