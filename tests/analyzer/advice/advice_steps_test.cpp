// With few steps advice still compares with exact figures where an analysis has them, and says at
// least as much downtime of what it could not solve.
#include <set>
#include <string>

#include <fmt/format.h>

#include "analyzer/advice/advise.hpp"
#include "analyzer/advice/trial.hpp"
#include "analyzer/analysis/analyze_change.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::advice_steps_test {

namespace {

/// Services on two of six hosts each that need two later ones.
Draft tangled() {
  std::string text = "cutpoint: 1\njourneys: {j: {needs: [s0]}}\ncomponents:\n";
  for (int host = 0; host < 6; ++host) {
    text += fmt::format("  h{}: {{kind: host, mtbf: {}d, mttr: 4h}}\n", host, 100 + 10 * host);
  }
  constexpr int services = 9;
  for (int s = 0; s < services; ++s) {
    text +=
        fmt::format("  s{}: {{kind: service, replicas: 2, runs_on: [h{}, h{}], mtbf: 40d, mttr: 1h",
                    s, s % 6, (s + 2) % 6);
    if (s + 2 < services) {
      text += fmt::format(", depends_on: [{{any_of: [s{}, s{}]}}]", s + 1, s + 2);
    }
    text += "}\n";
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
  REQUIRE(!diagnostics.has_errors());
  return draft;
}

Advice advice_within(const Draft& draft, std::uint64_t steps) {
  AdviceOptions options;
  options.target = Availability::from_unavailability(1e-12);
  options.journeys = {JourneyId(0U)};
  options.analysis.budget.steps = steps;
  auto advice = advise(draft, options);
  REQUIRE(advice);
  return std::move(*advice);
}

bool is_same(const AdvisedChange& a, const AdvisedChange& b) {
  return a.subject == b.subject && a.description.what == b.description.what &&
         a.description.place == b.description.place &&
         a.description.instances == b.description.instances;
}

}  // namespace

TEST_CASE("what a change makes too hard is bounded, and what it is compared with is not") {
  const Draft draft = tangled();
  const auto built = build(draft);
  REQUIRE(built);
  const Advice whole = advice_within(draft, EngineBudget::default_steps);
  REQUIRE(!whole.changes.empty());
  const double exact = whole.before.front().upper_unavailability;
  std::set<Method> before, after;
  for (std::uint64_t steps = 1'000; steps <= 1'000'000'000; steps *= 4) {
    INFO(steps << " steps");
    AnalysisOptions options;
    options.budget.steps = steps;
    const Analysis analysis = analyze_change(built->model, built->function, options);
    const Advice advice = advice_within(draft, steps);
    before.insert(advice.before.front().method);
    CHECK(advice.before.front().method == analysis.journeys[JourneyId(0U)].up.method);
    CHECK(advice.before.front().upper_unavailability >= exact * (1.0 - 1e-12));
    for (const AdvisedChange& change : advice.changes) {
      const AvailabilityResult& alone = change.alone.after.front();
      after.insert(alone.method);
      for (const AdvisedChange& same : whole.changes) {
        if (!is_same(same, change)) continue;
        const double least = same.alone.after.front().lower_unavailability;
        CHECK(alone.upper_unavailability >= least * (1.0 - 1e-9));
      }
    }
  }
  CHECK(before == std::set{Method::exact, Method::bounded});
  CHECK(after == std::set{Method::exact, Method::bounded});
}

}  // namespace cutpoint::testing::advice_steps_test
