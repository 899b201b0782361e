// What to do first: the cheapest single change that is enough, else what saves most for its cost.
#include <set>

#include "cutpoint/system.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::first_change_test {

namespace {

struct FirstOf {
  System system;
  Analysis analysis;
  std::optional<FirstChange> first;

  explicit FirstOf(const std::string& text)
      : system(load_text("a.yaml", "cutpoint: 1\n" + text)),
        analysis(analyze(system)),
        first(first_change(system, analysis)) {}
};

/// One web server on the only machine, and the target that it is to meet.
std::string small_shop(const std::string& target) {
  return "journeys: {buy: {needs: [web]" +
         (target.empty() ? "" : ", slo: {availability: " + target + "}") +
         "}}\n"
         "components:\n"
         "  web: {kind: service, runs_on: vm-1, mtbf: 10d, mttr: 2h, cost: 20 USD/month}\n"
         "  vm-1: {kind: vm, mtbf: 100d, mttr: 1h, cost: 50 USD/month}\n";
}

}  // namespace

TEST_CASE("the first change is the cheapest that alone meets the target") {
  const FirstOf of(small_shop("99.5%"));
  REQUIRE(of.first);
  const AdvisedChange& change = of.first->change;
  CHECK(change.alone.meets_target);
  CHECK(change.subject == "web");
  // Every cheaper change of the exhaustive search alone misses it.
  AdviceOptions options;
  options.target = *parse_availability("99.5%").value;
  const auto all = advise(of.system, options);
  REQUIRE(all);
  for (const AdvisedChange& row : all->changes) {
    if (!row.alone.meets_target) continue;
    CHECK(row.alone.cost_per_month >= change.alone.cost_per_month - 1e-9);
  }
  // Its figures are those of the changed model.
  bool found = false;
  for (const AdvisedChange& row : all->changes) {
    if (row.subject != change.subject || row.description.what != change.description.what) continue;
    found = true;
    CHECK(row.alone.cost_per_month == change.alone.cost_per_month);
    CHECK(row.alone.after.front().availability.unavailability() ==
          change.alone.after.front().availability.unavailability());
  }
  CHECK(found);
}

TEST_CASE("where no single change is enough the first one says so") {
  const FirstOf of(small_shop("99.999%"));
  REQUIRE(of.first);
  CHECK_FALSE(of.first->change.alone.meets_target);
  CHECK(of.first->change.alone.downtime_saved > 0.0);
  REQUIRE(of.first->targets.size() == 1);
}

TEST_CASE("without targets the first change is what saves most for its cost") {
  const FirstOf of(small_shop(""));
  REQUIRE(of.first);
  CHECK(of.first->targets.empty());
  CHECK(of.first->journeys.size() == 1);
  CHECK(of.first->currency == "USD");
}

TEST_CASE("further changes are of other parts, and each would do less for its cost") {
  const System system = load_text("a.yaml", "cutpoint: 1\n" + small_shop(""));
  const Analysis analysis = analyze(system);
  const auto first = first_change(system, analysis, {}, 2);
  REQUIRE(first);
  REQUIRE_FALSE(first->others.empty());
  CHECK(FirstOf(small_shop("")).first->others.empty());
  std::set<std::string> subjects{first->change.subject};
  const auto worth = [](const AdvisedChange& change) {
    return change.alone.downtime_saved / change.alone.cost_per_month;
  };
  double before = worth(first->change);
  for (const AdvisedChange& change : first->others) {
    CHECK(subjects.insert(change.subject).second);
    CHECK(worth(change) <= before);
    before = worth(change);
    REQUIRE(change.alone.after.size() == 1);
    const AvailabilityResult& now = analysis.journeys[JourneyId(0U)].up;
    CHECK(change.alone.after.front().availability > now.availability);
  }
}

TEST_CASE("where all targets are met nothing has to change") {
  CHECK_FALSE(FirstOf(small_shop("90%")).first);
}

TEST_CASE("planned downtime that counts is part of what has to be met") {
  // 12 h a year of maintenance alone are more than 99.9 % allows.
  const FirstOf of(
      "journeys: {buy: {needs: [web], slo: {availability: 99.9%, planned: counted}}}\n"
      "components:\n"
      "  web: {kind: service, mtbf: 100d, mttr: 1h, maintenance: [{every: 365h, lasts: 30m}]}\n");
  REQUIRE(of.first);
  const SinglePoint& point = of.analysis.journeys[JourneyId(0U)].single_points.front();
  CHECK(point.downtime_per_year.in_hours() < 8.76);
  if (of.first->change.description.what == ChangeDescription::What::runbook) {
    CHECK_FALSE(of.first->change.alone.meets_target);
  }
}

TEST_CASE("a model beyond the limits, and one without its draft, has no first change") {
  std::string large = "journeys: {j: {needs: [c0]}}\ncomponents:\n";
  for (std::size_t i = 0; i <= FirstChange::most_components; ++i) {
    large += "  c" + std::to_string(i) + ": {kind: vm}\n";
  }
  CHECK_FALSE(FirstOf(large).first);
  LoadOptions options;
  options.keeps_draft = false;
  const System system = load_text("a.yaml", "cutpoint: 1\n" + small_shop("99.5%"), options);
  CHECK_FALSE(first_change(system, analyze(system)));
  options.keeps_draft = true;
  options.most_kept_components = 1;
  CHECK(load_text("a.yaml", "cutpoint: 1\n" + small_shop(""), options).draft().components.empty());
}

}  // namespace cutpoint::testing::first_change_test
