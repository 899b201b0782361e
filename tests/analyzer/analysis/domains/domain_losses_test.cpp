// What is left after the worst node and the worst zone, counted by hand.
#include "analyzer/analysis/domains/domain_losses.hpp"

#include <map>
#include <string>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "cutpoint/analysis.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::domain_losses_test {

namespace {

/// "node: lost with it; zone: lost with it" by component.
std::map<std::string, std::string> losses_in(const Model& model) {
  std::map<std::string, std::string> found;
  for (const DomainLosses& row : find_domain_losses(model)) {
    const auto words = [&](const DomainLoss& loss) {
      return model.components[loss.place].name + " " + std::to_string(loss.lost);
    };
    found[model.components[row.component].name] =
        words(row.node) + ", " + (row.zone ? words(*row.zone) : "?");
  }
  return found;
}

}  // namespace

TEST_CASE("instances are counted by node and by zone, round robin over the hosts") {
  const CompiledDocument document(R"(
journeys:
  use: {needs: [web, db, one, lost]}
components:
  web: {kind: container, replicas: 5, placement: spread, runs_on: [n1, n2, n3]}
  db: {kind: database, replicas: 3, at_least: 2, placement: spread, runs_on: [n1, n1, n3]}
  one: {kind: container, runs_on: n2}
  lost: {kind: container, replicas: 2, runs_on: [n1, bare]}
  n1: {kind: host, runs_on: a}
  n2: {kind: host, runs_on: a}
  n3: {kind: host, runs_on: b}
  bare: {kind: host}
  a: {kind: zone}
  b: {kind: zone}
)");
  const auto losses = losses_in(document.model);
  CHECK(losses.size() == 4);  // hosts and zones are places
  CHECK(losses.at("web") == "n1 2, a 4");
  CHECK(losses.at("db") == "n1 2, a 2");
  CHECK(losses.at("one") == "n2 1, a 1");
  CHECK(losses.at("lost") == "n1 1, ?");
}

TEST_CASE("instances on the instances of a pool go with these") {
  const CompiledDocument document(R"(
journeys:
  use: {needs: [web, free, loose, tasks, tight]}
components:
  web: {kind: container, replicas: 4, placement: spread, runs_on: vm}
  free: {kind: container, replicas: 3, placement: anywhere, runs_on: [vm, other]}
  loose: {kind: container, replicas: 2, runs_on: vm}
  tasks: {kind: container, replicas: 3, placement: anywhere, runs_on: vm}
  tight: {kind: container, replicas: 2, placement: exclusive, runs_on: vm}
  vm: {kind: vm, replicas: 2, placement: spread, runs_on: [a, b]}
  other: {kind: vm, runs_on: a}
  a: {kind: zone}
  b: {kind: zone}
)");
  const auto losses = losses_in(document.model);
  CHECK(losses.at("web") == "vm 2, a 2");
  CHECK(losses.at("free") == "vm 0, a 0");
  CHECK(losses.at("tasks") == "vm 0, a 0");  // starts anew on the other
  CHECK(losses.at("tight") == "vm 1, a 1");  // which has room for one
  CHECK(losses.at("loose") == "vm 0, ?");    // falls with the whole pool only
  CHECK(losses.at("vm") == "vm 1, a 1");     // each machine is a node of its own
  CHECK_FALSE(losses.contains("other"));
}

TEST_CASE("what is counted is what failing the place takes") {
  const CompiledDocument document(R"(
journeys:
  use: {needs: [db]}
components:
  db: {kind: database, replicas: 3, at_least: 2, placement: spread, runs_on: [n1, n2, n2]}
  n1: {kind: host, runs_on: a}
  n2: {kind: host, runs_on: a}
  a: {kind: zone}
)");
  const auto& events = document.function.events;
  for (const DomainLosses& row : find_domain_losses(document.model)) {
    const Component& component = document.model.components[row.component];
    const bool falls = component.replicas - row.node.lost < component.at_least;
    std::vector<EventId> failed;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[EventId(i)].name == document.model.components[row.node.place].name)
        failed.emplace_back(i);
    }
    REQUIRE(failed.size() == 1);
    const Consequence consequence = what_if(document.model, document.function, failed);
    CHECK(falls);
    CHECK(falls ==
          (consequence.journeys[JourneyId(0U)].state == Consequence::JourneyState::State::down));
  }
}

}  // namespace cutpoint::testing::domain_losses_test
