// A change with what it comes from: attribution, renamings, findings of lint.
#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/system.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::review_test {

namespace {

System reviewed(const std::string& components,
                const std::string& journeys = "buy: {needs: [web], slo: {availability: 99.9%}}") {
  System system = load_text(
      "shop.yaml",
      fmt::format("cutpoint: 1\njourneys: {{{}}}\ncomponents:\n{}", journeys, components));
  for (const Diagnostic& found : system.diagnostics().all()) UNSCOPED_INFO(found.message);
  REQUIRE(system);
  return system;
}

Comparison compared(const std::string& before, const std::string& after,
                    const ReviewOptions& options = {}) {
  return review(reviewed(before), reviewed(after), options).comparison;
}

const ResultChange* find_result(const Comparison& comparison, ResultKind kind,
                                const std::string& subject, const std::string& detail = {}) {
  for (const ResultChange& change : comparison.results) {
    if (change.kind != kind || change.subject != subject) continue;
    if (detail.empty() || change.details.front() == detail) return &change;
  }
  return nullptr;
}

/// "web.runs_on", "db2"; of each cause what it consists of, joined by a plus.
std::vector<std::string> causes_of(const Comparison& comparison, const ResultChange& result) {
  std::vector<std::string> causes;
  for (const ResultCause& cause : result.causes) {
    std::string& text = causes.emplace_back();
    for (const std::size_t i : cause.changes) {
      const DocumentChange& change = comparison.changes[i];
      text +=
          (text.empty() ? "" : "+") + change.object + (change.is_object() ? "" : "." + change.key);
    }
  }
  return causes;
}

const std::string base =
    "  web: {kind: service, mtbf: 30d, mttr: 1h, depends_on: [db]}\n"
    "  db: {kind: database, mtbf: 180d, mttr: 1h}\n";

}  // namespace

TEST_CASE("a result names the change that brings it, the greatest first") {
  const Comparison comparison =
      compared(base,
               "  web: {kind: service, mtbf: 29d, mttr: 1h, depends_on: [db], owner: us}\n"
               "  db: {kind: database, mtbf: 180d, mttr: 9h}\n");
  CHECK(comparison.attribution == Attribution::tried);
  const ResultChange* availability = find_result(comparison, ResultKind::availability, "buy");
  REQUIRE(availability != nullptr);
  CHECK(availability->regression);
  CHECK(causes_of(comparison, *availability) == std::vector<std::string>{"db.mttr", "web.mtbf"});
  const ResultChange* outages = find_result(comparison, ResultKind::outages, "buy");
  REQUIRE(outages != nullptr);
  CHECK(causes_of(comparison, *outages) == std::vector<std::string>{"web.mtbf"});
}

TEST_CASE("estimated results name their changes too, and bounds those that are all there are") {
  // What both switches stand on makes the groups in time estimates.
  const auto shop = [](const std::string& web, const std::string& store) {
    return reviewed(
        fmt::format("  web: {{kind: service, {}, depends_on: [{{any_of: [a, b], "
                    "failover: {{time: 1m}}}}]}}\n"
                    "  a: {{kind: database, mtbf: 90d, mttr: 1h, depends_on: [store]}}\n"
                    "  b: {{kind: database, mtbf: 90d, mttr: 1h, depends_on: "
                    "[{{component: store, fallback: 90%}}]}}\n"
                    "  store: {{kind: service, {}}}\n",
                    web, store));
  };
  const System before = shop("mtbf: 30d, mttr: 1h", "mtbf: 90d, mttr: 1h");
  const Review both = review(before, shop("mtbf: 30d, mttr: 2h", "mtbf: 90d, mttr: 9h"));
  REQUIRE(both.before.journeys[JourneyId(0U)].up.method == Method::estimated);
  CHECK(both.comparison.attribution == Attribution::tried);
  const ResultChange* down = find_result(both.comparison, ResultKind::availability, "buy");
  REQUIRE(down != nullptr);
  CHECK(causes_of(both.comparison, *down).size() == 2);
  ReviewOptions options;
  options.analysis.bdd_nodes = 1;
  const auto bounded = [&](const System& after) {
    return review(before, after, options).comparison;
  };
  const Comparison one = bounded(shop("mtbf: 30d, mttr: 2d", "mtbf: 90d, mttr: 1h"));
  CHECK(one.attribution == Attribution::tried);
  for (const ResultChange& change : one.results) {
    CHECK(causes_of(one, change) == std::vector<std::string>{"web.mttr"});
  }
  CHECK(bounded(shop("mtbf: 30d, mttr: 2d", "mtbf: 90d, mttr: 2d")).attribution ==
        Attribution::too_many);
}

TEST_CASE("changes that hold each other up are told to count together") {
  // Either database alone still carries the journey.
  const std::string before =
      "  web: {kind: service, mtbf: never, depends_on: [{any_of: [db, db2]}]}\n"
      "  db: {kind: database, mtbf: 180d, mttr: 1h}\n"
      "  db2: {kind: database, mtbf: 180d, mttr: 1h}\n"
      "  vm: {kind: vm, mtbf: 90d, mttr: 1h}\n";
  const std::string after =
      "  web: {kind: service, mtbf: never, depends_on: [{any_of: [db, db2]}]}\n"
      "  db: {kind: database, mtbf: 180d, mttr: 1h, runs_on: vm}\n"
      "  db2: {kind: database, mtbf: 180d, mttr: 1h, runs_on: vm}\n"
      "  vm: {kind: vm, mtbf: 90d, mttr: 1h}\n";
  const Comparison comparison = compared(before, after);
  const ResultChange* point = find_result(comparison, ResultKind::single_point, "buy", "vm");
  REQUIRE(point != nullptr);
  CHECK(point->regression);
  CHECK(causes_of(comparison, *point) == std::vector<std::string>{"db.runs_on+db2.runs_on"});
  const ResultChange* defeated =
      find_result(comparison, ResultKind::hidden_common_cause, "any of db, db2", "vm");
  REQUIRE(defeated != nullptr);
  CHECK(defeated->regression);
  // Each alone costs a little, both together nearly all.
  const ResultChange* down = find_result(comparison, ResultKind::availability, "buy");
  REQUIRE(down != nullptr);
  CHECK(causes_of(comparison, *down) == std::vector<std::string>{"db.runs_on+db2.runs_on"});
}

TEST_CASE("what names something new is tried with it") {
  const Comparison comparison =
      compared(base,
               "  web: {kind: service, mtbf: 30d, mttr: 1h, depends_on: [db, auth]}\n"
               "  db: {kind: database, mtbf: 180d, mttr: 1h, owner: us}\n"
               "  auth: {kind: service, mtbf: 90d, mttr: 2h}\n");
  const ResultChange* point = find_result(comparison, ResultKind::single_point, "buy", "auth");
  REQUIRE(point != nullptr);
  REQUIRE(point->causes.size() == 1);
  CHECK(causes_of(comparison, *point) == std::vector<std::string>{"web.depends_on"});
  REQUIRE(point->causes[0].with.size() == 1);
  CHECK(comparison.changes[point->causes[0].with[0]].object == "auth");
}

TEST_CASE("one way to state figures takes the place of another as one change") {
  const Comparison comparison =
      compared(base,
               "  web: {kind: service, availability: 99%, depends_on: [db], owner: us}\n"
               "  db: {kind: database, mtbf: 180d, mttr: 1h}\n");
  const ResultChange* availability = find_result(comparison, ResultKind::availability, "buy");
  REQUIRE(availability != nullptr);
  CHECK(causes_of(comparison, *availability) ==
        std::vector<std::string>{"web.mtbf+web.mttr+web.availability"});
}

TEST_CASE("too many changes are tried by part, and then not at all") {
  std::string before, after, needs;
  constexpr int parts = 12;
  for (int i = 0; i < parts; ++i) {
    before += fmt::format("  c{}: {{kind: service, mtbf: 30d, mttr: 1h, owner: us}}\n", i);
    after += fmt::format("  c{}: {{kind: service, mtbf: 20d, mttr: 2h, owner: them}}\n", i);
    needs += fmt::format("{}c{}", needs.empty() ? "" : ", ", i);
  }
  const std::string web = "  web: {kind: service, depends_on: [" + needs + "]}\n";
  ReviewOptions options;
  options.most_trials = std::size_t{2} * parts;
  const Comparison by_part = compared(web + before, web + after, options);
  CHECK(by_part.attribution == Attribution::tried_by_parts);
  const ResultChange* availability = find_result(by_part, ResultKind::availability, "buy");
  REQUIRE(availability != nullptr);
  CHECK(availability->causes.size() == parts);
  options.most_trials = parts;
  const Comparison none = compared(web + before, web + after, options);
  CHECK(none.attribution == Attribution::too_many);
  CHECK(find_result(none, ResultKind::availability, "buy")->causes.empty());
}

TEST_CASE("a renamed component is the same, wherever it is named") {
  const std::string before =
      "  web: {kind: service, mtbf: 30d, mttr: 1h, depends_on: [{any_of: [db, db2]}], runs_on: "
      "vm}\n"
      "  db: {kind: database, mtbf: 180d, mttr: 1h, replication: {mode: sync, to: [db2]}}\n"
      "  db2: {kind: database, mtbf: 180d, mttr: 1h}\n"
      "  vm: {kind: vm, mtbf: 90d, mttr: 1h}\n";
  std::string after = before;
  const auto replace_all = [&after](const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = after.find(from, at)) != std::string::npos; at += to.size()) {
      after.replace(at, from.size(), to);
    }
  };
  replace_all("db", "store");
  replace_all("vm:", "host:");
  replace_all("runs_on: vm", "runs_on: host");
  const Comparison comparison = compared(before, after);
  CHECK(comparison.results.empty());
  REQUIRE(comparison.changes.size() == 3);
  for (const DocumentChange& change : comparison.changes) {
    INFO(change.object);
    CHECK(change.kind == DocumentChange::Kind::renamed);
  }
  CHECK_FALSE(comparison.is_regression());
  // With a figure changed it is still the same, and that is all that is told beside.
  replace_all("store: {kind: database, mtbf: 180d", "store: {kind: database, mtbf: 90d");
  const Comparison changed = compared(before, after);
  CHECK(changed.changes.size() == 4);
  CHECK(std::count_if(changed.changes.begin(), changed.changes.end(), [](const auto& change) {
          return change.kind == DocumentChange::Kind::renamed;
        }) == 3);
  CHECK(changed.components_added.empty());
}

TEST_CASE("another component in the same place is no renaming") {
  const Comparison comparison =
      compared(base,
               "  web: {kind: service, mtbf: 30d, mttr: 1h, depends_on: [api]}\n"
               "  api: {kind: external, availability: 99%}\n");
  CHECK(std::none_of(comparison.changes.begin(), comparison.changes.end(), [](const auto& change) {
    return change.kind == DocumentChange::Kind::renamed;
  }));
  CHECK(comparison.components_added == std::vector<std::string>{"api"});
}

TEST_CASE("findings of lint that appear or go are results with causes") {
  const Comparison comparison =
      compared(base,
               "  web: {kind: service, mtbf: 30d, mttr: 1h, depends_on: [db]}\n"
               "  db: {kind: database, mtbf: 180d, mttr: 1h, backups: {every: 1d, restore: 1h}}\n");
  const ResultChange* finding = find_result(comparison, ResultKind::finding, "no-backup", "db");
  REQUIRE(finding != nullptr);
  CHECK(finding->before);
  CHECK_FALSE(finding->after);
  CHECK(finding->direction == ResultChange::Direction::better);
  CHECK(causes_of(comparison, *finding) == std::vector<std::string>{"db.backups"});
  CHECK_FALSE(comparison.is_regression());
}

TEST_CASE("the same document twice differs in nothing") {
  const std::string web =
      "  web: {kind: service, replicas: 2, mtbf: 30d, mttr: 1h, failover: {time: 1m}}\n";
  CHECK(compared(web, web).is_empty());
}

}  // namespace cutpoint::testing::review_test
