#include <cstdlib>

#include "tests/importer/truth/score.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::truth_test {

namespace {

std::string listed(const std::string& name, const truth::Score& score) {
  std::string text;
  for (const std::string& remark : score.remarks) text += name + ": " + remark + "\n";
  return text;
}

}  // namespace

TEST_CASE("the scorer counts what is right, missed and invented") {
  Draft draft;
  const auto add = [&draft](const std::string& name, const std::string& kind,
                            const std::vector<std::string>& needs) {
    DraftComponent component;
    component.name.value = name;
    component.kind = Spanned<std::string>{kind, {}};
    for (const std::string& need : needs) {
      DraftRequirement entry;
      entry.component.value = need;
      component.depends_on.push_back(entry);
    }
    draft.components.push_back(std::move(component));
  };
  add("web", "container", {"a", "db"});
  add("a", "container", {});
  add("db", "cache", {});
  draft.components[0].replicas = Spanned<std::uint32_t>{2, {}};
  const truth::Score score = truth::score(
      draft,
      R"({"workloads": [{"name": "web", "kind": "container", "instances": 1}, {"name": "db", "kind": "database"}],
          "needs": [{"from": "web", "to": "db"}, {"from": "web", "to": "queue"},
                    {"from": "web", "to": "a", "strength": "telemetry"}],
          "groups": [{"members": ["a", "db"], "at_least": 1}], "journeys": [{"entry": "web"}]})");
  CHECK(score.needs.precision.part == 1);
  CHECK(score.needs.precision.whole == 2);
  CHECK(score.needs.recall.part == 1);
  CHECK(score.needs.recall.whole == 2);
  CHECK(score.groups.recall.part == 0);
  CHECK(score.groups.recall.whole == 1);
  CHECK(score.invented == 1);
  CHECK(score.journeys.recall.part == 0);
  CHECK(score.kinds.part == 1);
  CHECK(score.kinds.whole == 2);
}

TEST_CASE("imports of Compose projects agree with truths written by hand") {
  const char* elsewhere = std::getenv("CUTPOINT_REAL_INPUTS");
  truth::Score score;
  std::string remarks;
  std::size_t systems = 0;
  for (const truth::TruthCase& system : truth::truth_cases(source_path("tests/importer/truth"),
                                                           elsewhere == nullptr ? "" : elsewhere)) {
    // The other formats are held to what they reach by tests of their own.
    if (system.format != "compose") continue;
    const truth::Score one = truth::score(system);
    remarks += listed(system.name, one);
    score += one;
    ++systems;
  }
  INFO(remarks);
  CHECK(systems >= 10);
  CHECK(score.invented == 0);
  CHECK(score.needs.precision.value() >= 0.95);
  CHECK(score.needs.recall.value() >= 0.95);
  CHECK(score.groups.precision.value() >= 0.9);
  CHECK(score.groups.recall.value() >= 0.9);
  CHECK(score.journeys.precision.value() >= 0.9);
  CHECK(score.journeys.recall.value() >= 0.9);
  CHECK(score.kinds.value() >= 0.95);
}

}  // namespace cutpoint::testing::truth_test
