// What can be asked of a system.
#include "cutpoint/system.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::questions_test {

namespace {

constexpr const char* document = R"(cutpoint: 1
journeys:
  buy: {needs: [web], slo: {availability: 99.9%}}
components:
  web: {kind: container, replicas: 2, runs_on: [vm-1, vm-2], mtbf: 30d, mttr: 1h, depends_on: [db]}
  db: {kind: database, runs_on: vm-1, mtbf: 300d, mttr: 4h}
  vm-1: {kind: vm, mtbf: 100d, mttr: 2h}
  vm-2: {kind: vm, mtbf: 100d, mttr: 2h}
)";

constexpr const char* fault_tree = R"(<opsa-mef><define-fault-tree name="t">
  <define-gate name="top"><or><basic-event name="a"/></or></define-gate>
  <define-basic-event name="a"><float value="0.01"/></define-basic-event>
</define-fault-tree></opsa-mef>
)";

System loaded() {
  System system = load_text("shop.yaml", document);
  REQUIRE(system);
  return system;
}

}  // namespace

TEST_CASE("what if: names of components, instances and several at once") {
  const System system = loaded();
  const auto one = what_if(system, {"web#1"});
  REQUIRE(one);
  CHECK(one->journeys[JourneyId(0U)].state == Consequence::JourneyState::State::up);
  const auto both = what_if(system, {"web#1,web#2"});
  REQUIRE(both);
  CHECK(both->failed.size() == 2);
  CHECK(both->journeys[JourneyId(0U)].state == Consequence::JourneyState::State::down);
  const auto unknown = what_if(system, {"web#1", "dv", "nothing-like-it"});
  CHECK(!unknown);
  CHECK(unknown.error.message ==
        "there is nothing named `dv` to fail; did you mean `db`?\n"
        "there is nothing named `nothing-like-it` to fail");
}

TEST_CASE("simulation, sensitivity and advice are of architectures") {
  const System system = loaded();
  SimulationOptions years;
  years.years = 50;
  REQUIRE(simulate(system, years));
  RareOptions cycles;
  cycles.cycles = 2000;
  REQUIRE(simulate_rare(system, cycles));
  REQUIRE(analyze_sensitivity(system));
  const System tree = load_text("tree.xml", fault_tree);
  REQUIRE(tree);
  CHECK(simulate(tree).error.message.starts_with("a fault tree"));
  CHECK(simulate_rare(tree).error.message.starts_with("a fault tree"));
  CHECK(analyze_sensitivity(tree).error.message.starts_with("a fault tree"));
  CHECK(advise(tree, {}).error.message.starts_with("a fault tree"));
}

TEST_CASE("advice is written into the document, which then says what was advised") {
  const System system = loaded();
  AdviceOptions options;
  options.target = *parse_availability("99.9%").value;
  const auto advice = advise(system, options);
  REQUIRE(advice);
  REQUIRE(!advice->chosen.changes.empty());
  MemoryAccess files(MemoryAccess::Texts{{"shop.yaml", document}});
  const auto text = changed_document(system, *advice, {"shop.yaml"}, document, files);
  INFO(text.error.message);
  REQUIRE(text);
  CHECK(*text != document);
  const System changed = load_text("shop.yaml", *text);
  REQUIRE(changed);
  const Comparison comparison = compare(system, analyze(system), changed, analyze(changed));
  CHECK(!comparison.is_empty());
  CHECK(!comparison.is_regression());
}

TEST_CASE("lint applies all rules where none is chosen, and tells equal findings apart") {
  const System system = loaded();
  const auto findings = lint(system);
  REQUIRE(!findings.empty());
  for (const Finding& finding : findings) CHECK(finding.fingerprint.size() == 16);
}

}  // namespace cutpoint::testing::questions_test
