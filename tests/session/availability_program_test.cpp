// The availability of every journey for figures, needs of pools and softness that are set by hand.
#include "cutpoint/availability_program.hpp"

#include <cmath>
#include <utility>

#include "cutpoint/system.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::availability_program_test {

namespace {

constexpr const char* shop =
    "cutpoint: 1\n"
    "journeys: {buy: {needs: [web, {component: cache, soft: true}]}}\n"
    "components:\n"
    "  web: {kind: service, replicas: 3, at_least: 2, runs_on: host, mtbf: 30d, mttr: 1h,\n"
    "        depends_on: [db]}\n"
    "  host: {kind: host, mtbf: 200d, mttr: 4h}\n"
    "  db: {kind: database, mtbf: 100d, mttr: 2h}\n"
    "  cache: {kind: cache, mtbf: 10d, mttr: 1h}\n";

double unavailability_of(const std::string& text) {
  const System system = load_text("a.yaml", text);
  return analyze(system).journeys[JourneyId(0U)].up.availability.unavailability();
}

std::string with(std::string text, const std::string& what, const std::string& other) {
  text.replace(text.find(what), what.size(), other);
  return text;
}

struct Made {
  System system = load_text("a.yaml", shop);
  AvailabilityProgram program = availability_program(system).value();

  [[nodiscard]] std::size_t part(const std::string& name) const {
    for (std::size_t i = 0; i < program.parts.size(); ++i) {
      const ComponentId id = program.parts[i].component;
      if (id.valid() && system.model().components[id].name == name) return i;
    }
    FAIL("no part " << name);
    return 0;
  }
  [[nodiscard]] double run(const std::vector<double>& probabilities) const {
    return unavailabilities(program, probabilities)[JourneyId(0U)];
  }
};

}  // namespace

TEST_CASE("a program with nothing set gives the availability of the analysis") {
  const Made made;
  CHECK(made.run(made.program.probabilities) == Approx(unavailability_of(shop)).epsilon(1e-12));
  CHECK(made.program.not_settable.empty());
}

TEST_CASE("figures, needs of pools and softness are set without building anything anew") {
  const Made made;
  SECTION("figures of a component, all its instances together") {
    auto set = made.program.probabilities;
    for (const auto variable : made.program.parts[made.part("web")].variables) {
      set[variable] = 5.0 / (240.0 + 5.0);
    }
    CHECK(made.run(set) ==
          Approx(unavailability_of(with(shop, "mtbf: 30d, mttr: 1h", "mtbf: 10d, mttr: 5h")))
              .epsilon(1e-12));
  }
  SECTION("how many of a pool are needed") {
    REQUIRE(made.program.pools.size() == 1);
    for (std::uint32_t needed = 1; needed <= 3; ++needed) {
      auto set = made.program.probabilities;
      const auto& fails_with = made.program.pools.front().fails_with;
      for (std::size_t i = 0; i < fails_with.size(); ++i) {
        set[fails_with[i]] = i == fails_with.size() - needed ? 1.0 : 0.0;
      }
      CHECK(made.run(set) == Approx(unavailability_of(with(shop, "at_least: 2",
                                                           "at_least: " + std::to_string(needed))))
                                 .epsilon(1e-12));
    }
  }
  SECTION("a need that is soft") {
    std::size_t turned = 0;
    for (const AvailabilityProgram::Need& need : made.program.needs) {
      if (!need.journey.valid() || !need.soft) continue;
      auto set = made.program.probabilities;
      set[need.is_hard] = 1.0;
      CHECK(made.run(set) ==
            Approx(unavailability_of(with(shop, "{component: cache, soft: true}", "cache")))
                .epsilon(1e-12));
      ++turned;
    }
    CHECK(turned == 1);
  }
}

TEST_CASE("members of common causes by beta are set together, as their figures are one") {
  const std::string text =
      "cutpoint: 1\n"
      "journeys: {use: {needs: [{any_of: [a, b]}, {any_of: [b, c]}]}}\n"
      "components:\n"
      "  a: &one {kind: service, mtbf: 30d, mttr: 1h}\n"
      "  b: *one\n"
      "  c: *one\n"
      "common_causes:\n"
      "  release: {members: [a, b], beta: 10%}\n"
      "  image: {members: [b, c], beta: 30%}\n";
  const System system = load_text("a.yaml", text);
  REQUIRE(system);
  const auto program = availability_program(system);
  REQUIRE(program);
  CHECK(program->not_settable.empty());
  REQUIRE(program->parts.size() == 1);
  const AvailabilityProgram::Part& part = program->parts.front();
  CHECK(part.alike.size() == 2);
  CHECK(part.rests.size() == 3);
  CHECK(part.common.size() == 2);
  for (const auto& [figures, q] : {std::pair("mtbf: 30d, mttr: 1h", 1.0 / 721.0),
                                   std::pair("mtbf: 5d, mttr: 40h", 40.0 / 160.0)}) {
    auto set = program->probabilities;
    set_unavailability(part, q, set);
    CHECK(unavailabilities(*program, set)[JourneyId(0U)] ==
          Approx(unavailability_of(with(text, "mtbf: 30d, mttr: 1h", figures))).epsilon(1e-12));
  }
}

TEST_CASE("figures that switches of a group hang on are set, and its chain is solved anew") {
  const System system = load_text(
      "a.yaml",
      "cutpoint: 1\n"
      "journeys: {use: {needs: [db, lb]}}\n"
      "components:\n"
      "  lb: {kind: load_balancer, mtbf: 1y, mttr: 10m}\n"
      "  db: {kind: database, replicas: 2, mtbf: 90d, mttr: 2h,\n"
      "       failover: {mode: active-passive, automatic: true, detection: 10s, time: 30s,\n"
      "                  success: 99%}}\n");
  REQUIRE(system);
  const auto program = availability_program(system);
  REQUIRE(program);
  CHECK(program->not_settable.empty());
  REQUIRE(program->parts.size() == 2);
  CHECK(program->pools.empty());
  CHECK(program->chains.size() == 1);
  const double down = unavailabilities(*program, program->probabilities)[JourneyId(0U)];
  CHECK(down == Approx(analyze(system).journeys[JourneyId(0U)].up.availability.unavailability())
                    .epsilon(1e-12));
}

TEST_CASE("a fault tree, and what exceeds the limits, has no program") {
  const std::string tree =
      "<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\"><or>"
      "<basic-event name=\"a\"/><basic-event name=\"b\"/></or></define-gate></define-fault-tree>"
      "<model-data><define-basic-event name=\"a\"><float value=\"0.1\"/></define-basic-event>"
      "<define-basic-event name=\"b\"><float value=\"0.1\"/></define-basic-event></model-data>"
      "</opsa-mef>";
  const System system = load_text("t.xml", tree);
  if (system) CHECK_FALSE(availability_program(system));
}

}  // namespace cutpoint::testing::availability_program_test
