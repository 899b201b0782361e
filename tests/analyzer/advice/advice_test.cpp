// Advice against brute force over all sets of changes, and against what the changed document says.
#include "cutpoint/advice.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analyzer/advice/advise.hpp"
#include "analyzer/advice/candidates.hpp"
#include "analyzer/advice/change_search.hpp"
#include "analyzer/advice/trial.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "model/format/edit/patching.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::advice_test {

namespace {

std::vector<JourneyId> all_journeys(const Model& model) {
  std::vector<JourneyId> journeys;
  for (std::size_t i = 0; i < model.journeys.size(); ++i) journeys.emplace_back(i);
  return journeys;
}

/// The best of all sets, by least excess and then least cost.
SetOutcome brute_force(std::size_t count, const std::function<SetOutcome(ChangeSet)>& evaluate,
                       double budget) {
  SetOutcome best = evaluate(0);
  for (ChangeSet set = 1; set < ChangeSet{1} << count; ++set) {
    const SetOutcome value = evaluate(set);
    if (value.cost > budget * (1 + 1e-9)) continue;
    const double close = 1e-9 * std::max(best.excess, value.excess);
    if (value.excess < best.excess - close ||
        (value.excess <= best.excess + close && value.cost < best.cost)) {
      best = value;
    }
  }
  return best;
}

void check_best(std::size_t count, const std::function<SetOutcome(ChangeSet)>& evaluate,
                double budget) {
  SearchLimits limits;
  limits.budget = budget;
  limits.evaluations = 100'000;
  const FoundSet found = cheapest_changes(count, evaluate, limits);
  CHECK(found.method == SearchMethod::exact);
  const SetOutcome expected = brute_force(count, evaluate, budget);
  const SetOutcome value = evaluate(found.changes);
  CHECK(value.excess == Approx(expected.excess).epsilon(1e-8).margin(1e-15));
  CHECK(value.cost == Approx(expected.cost).epsilon(1e-8).margin(1e-9));
}

Draft read(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
  REQUIRE(!diagnostics.has_errors());
  return draft;
}

Result<Advice> advice_for(const Draft& draft, double unavailability,
                          const std::optional<Money>& budget = {}) {
  const auto built = build(draft);
  REQUIRE(built);
  AdviceOptions options;
  options.target = Availability::from_unavailability(unavailability);
  options.budget = budget;
  options.journeys = all_journeys(built->model);
  auto advice = advise(draft, options);
  INFO(advice.error.message);
  REQUIRE(advice);
  return advice;
}

}  // namespace

TEST_CASE("the search finds what trying all sets finds") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  for (std::uint64_t seed = first; seed < first + 300; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    Random random(seed);
    const std::size_t count = 1 + random.below(9);
    std::vector<double> costs;
    std::vector<double> factors;
    for (std::size_t i = 0; i < count; ++i) {
      costs.push_back(1 + random.below(20));
      factors.push_back(random.unit());
    }
    const double goal = random.unit() * random.unit();
    // Changes that help each other and changes that make each other needless.
    const std::size_t pair = random.below(static_cast<std::uint32_t>(count));
    const auto evaluate = [&](ChangeSet set) -> SetOutcome {
      double left = 1.0;
      double cost = 0.0;
      for (std::size_t i = 0; i < count; ++i) {
        if ((set >> i & 1U) == 0) continue;
        cost += costs[i];
        const bool alone = i == pair && (set >> ((i + 1) % count) & 1U) == 0;
        if (!alone) left *= factors[i];
      }
      return {std::max(0.0, left - goal), cost};
    };
    check_best(count, evaluate, std::numeric_limits<double>::infinity());
    check_best(count, evaluate, 1 + random.below(40));
  }
}

TEST_CASE("on random models the search finds what trying all sets finds") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  constexpr std::size_t most = 7;
  std::size_t searched = 0;
  for (std::uint64_t seed = first; seed < first + 200; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    const Draft draft = random_draft(seed);
    const auto built = build(draft);
    if (!built) continue;
    const Analysis analysis = analyze(built->model, built->function);
    const auto journeys = all_journeys(built->model);
    std::vector<LeftAlone> left;
    auto candidates = find_candidates({draft, built->model, built->function, analysis},
                                      {journeys, 10, false}, left);
    std::erase_if(candidates, [](const Candidate& candidate) { return candidate.for_data; });
    if (candidates.size() > most) candidates.resize(most);
    const PriceList prices(built->model);
    const double target = analysis.journeys[journeys.front()].up.availability.unavailability() / 2;
    const auto evaluate = [&](ChangeSet set) -> SetOutcome {
      Draft changed = draft;
      double cost = 0;
      for (std::size_t i = 0; i < candidates.size(); ++i) {
        if ((set >> i & 1U) == 0) continue;
        candidates[i].apply(changed);
        cost += monthly_cost(candidates[i].effort);
      }
      for (const CostItem& item : prices.more_instances(draft, changed)) cost += item.per_month;
      const auto trial = build(changed);
      // A common cause with `beta` needs members of one sort: such a change makes no document.
      if (!trial) return {1e9, std::numeric_limits<double>::infinity()};
      double excess = 0;
      for (const JourneyDown& down : journey_downs(trial->function, 1'000'000)) {
        excess += std::max(0.0, down.unavailability - target);
      }
      return {excess, cost};
    };
    bool valid = true;
    for (ChangeSet set = 0; set < ChangeSet{1} << candidates.size(); ++set) {
      valid = valid && evaluate(set).excess < 1e8;
    }
    if (!valid) continue;
    check_best(candidates.size(), evaluate, std::numeric_limits<double>::infinity());
    ++searched;
  }
  CHECK(searched > 80);
}

TEST_CASE("the changed document keeps what the advice promises") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  std::size_t changed = 0;
  for (std::uint64_t seed = first; seed < first + by_sanitizer(90U, 30U); ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    if (!build(random_draft(seed))) continue;
    const std::string text = write_architecture(random_draft(seed));
    const Draft draft = read(text);
    const auto base = build(draft);
    REQUIRE(base);
    const double now = analyze(base->model, base->function)
                           .journeys[JourneyId(std::size_t{0})]
                           .up.availability.unavailability();
    if (now <= 0.0) continue;
    const auto advice = advice_for(draft, now / 3);
    if (advice->chosen.changes.empty()) continue;
    const auto patched = write_changes(text, draft, advice->changed);
    INFO(patched.error.message);
    REQUIRE(patched);
    const auto built = build(read(*patched));
    REQUIRE(built);
    const Analysis analysis = analyze(built->model, built->function);
    for (std::size_t i = 0; i < advice->journeys.size(); ++i) {
      const double promised = advice->chosen.after[i].availability.unavailability();
      const double kept = analysis.journeys[advice->journeys[i]].up.availability.unavailability();
      CHECK(kept == Approx(promised).epsilon(1e-12).margin(1e-300));
      CHECK((!advice->chosen.meets_target || kept <= advice->target.unavailability() * (1 + 1e-9)));
    }
    ++changed;
  }
  CHECK(changed > by_sanitizer(20U, 6U));
}

TEST_CASE("costs are the document's own, and defaults say that they are") {
  const Draft draft = read(R"(cutpoint: 1
journeys: {use: {needs: [web, db], revenue: {per_hour: 100 EUR}}}
components:
  web: {kind: service, mtbf: 99h, mttr: 1h, cost: 40 EUR/month, restart: {policy: never}}
  db: {kind: database, mtbf: 999h, mttr: 1h}
)");
  const auto advice = advice_for(draft, 0.002);
  CHECK(advice->currency == "EUR");
  bool own = false;
  bool assumed = false;
  for (const AdvisedChange& change : advice->changes) {
    for (const CostItem& item : change.costs) {
      const bool one_more = item.what == CostItem::What::instances && item.count == 1;
      if (one_more && item.component == "web") {
        own = !item.assumed && item.per_month == Approx(40);
      }
      if (one_more && item.component == "db") assumed = item.assumed;
    }
    if (change.way == AdviceWay::eliminate && change.subject == "web") {
      // 0.99 → 0.9999 of web, 876 000 EUR a year earned: the exact difference, in money.
      const double saved = (0.0099 * 0.999) * 876000;
      CHECK(*change.alone.money_saved == Approx(saved));
      CHECK(change.pay_back->in_years() == Approx(480 / saved));
      CHECK(change.nines_gained > 0.9);
    }
  }
  CHECK(own);
  CHECK(assumed);
  CHECK(advice->chosen.meets_target);
}

TEST_CASE("without time for a trial there is an answer that says so") {
  const Draft draft = read(
      "cutpoint: 1\njourneys: {buy: {needs: [web, db]}}\ncomponents:\n"
      "  web: {kind: container, mtbf: 30d, mttr: 1h}\n  db: {kind: database, mtbf: 60d, mttr: "
      "2h}\n");
  const auto built = build(draft);
  REQUIRE(built);
  AdviceOptions options;
  options.target = Availability::from_unavailability(1e-5);
  options.journeys = all_journeys(built->model);
  const auto at_leisure = advise(draft, options);
  REQUIRE(at_leisure);
  CHECK(at_leisure->method == SearchMethod::exact);
  options.time = Duration();
  const auto hurried = advise(draft, options);
  REQUIRE(hurried);
  CHECK(hurried->method == SearchMethod::ended);
  CHECK(hurried->changes.empty());
  REQUIRE(hurried->left_alone.size() == 1);
  CHECK(hurried->left_alone.front().why == LeftAlone::Why::no_time);
  CHECK(hurried->left_alone.front().count >= at_leisure->changes.size());
  options.time = Duration::hours(1);
  const auto timed = advise(draft, options);
  REQUIRE(timed);
  CHECK(timed->chosen.changes == at_leisure->chosen.changes);
  CHECK(timed->method == SearchMethod::exact);
}

TEST_CASE("a switch by hand is offered to be made automatic") {
  const Draft draft = read(R"(cutpoint: 1
journeys: {use: {needs: [web]}}
components:
  web:
    kind: service
    mtbf: 99h
    mttr: 1h
    depends_on:
      - any_of: [a, b]
        failover: {mode: active-passive, automatic: false, detection: 5m, manual: 1h}
  a: {kind: database, mtbf: 999h, mttr: 1h}
  b: {kind: database, mtbf: 999h, mttr: 1h}
)");
  const auto advice = advice_for(draft, 0.001);
  const auto found =
      std::find_if(advice->changes.begin(), advice->changes.end(),
                   [](const AdvisedChange& change) { return change.subject == "a, b"; });
  REQUIRE(found != advice->changes.end());
  REQUIRE(found->side_effect);
  CHECK(found->side_effect->what == SideEffect::What::group_down);
  CHECK(*found->side_effect->after < *found->side_effect->before);
  // Two failures in 1000 h, each answered after 5 min and an hour, or within a minute or so.
  CHECK(found->alone.downtime_saved > 3600.0);
  CHECK(found->alone.downtime_saved < 8.76 * 2 * 65 * 60);
}

TEST_CASE("budgets bind, and currencies must agree") {
  const Draft draft = read(R"(cutpoint: 1
journeys: {use: {needs: [web]}}
components:
  web: {kind: vm, mtbf: 99h, mttr: 1h, cost: 40 EUR/month}
)");
  const Duration month = Duration::seconds(Duration::year / 12);
  const auto poor = advice_for(draft, 0.001, Money{10, "EUR", month});
  CHECK(poor->chosen.changes.empty());
  CHECK(!poor->chosen.meets_target);
  CHECK(poor->everything.meets_target);
  const auto rich = advice_for(draft, 0.001, Money{40, "EUR", month});
  CHECK(rich->chosen.meets_target);
  AdviceOptions options;
  options.target = Availability::from_unavailability(0.001);
  options.budget = Money{40, "USD", month};
  options.journeys = {JourneyId(std::size_t{0})};
  CHECK(advise(draft, options).error.message.find("USD") != std::string::npos);
}

TEST_CASE("amounts in several currencies are not weighed, and it is said where they are") {
  AdviceOptions options;
  options.target = Availability::from_unavailability(0.001);
  options.journeys = {JourneyId(std::size_t{0})};
  for (const char* money : {"sla: {availability: 99%, fee: 10 EUR/month}",
                            "revenue: {per_hour: 1 EUR}", "outage_cost: 1 EUR/hour"}) {
    INFO(money);
    const Draft draft =
        read(fmt::format("cutpoint: 1\njourneys: {{use: {{needs: [web], {}}}}}\ncomponents: {{web: "
                         "{{kind: vm, mtbf: "
                         "99h, mttr: 1h, cost: 40 USD/month}}}}\n",
                         money));
    CHECK(advise(draft, options).error.message.find("EUR (`use`) and USD (`web`)") !=
          std::string::npos);
  }
}

TEST_CASE("a site that has to be started first is not switched to in seconds") {
  for (const auto& [strategy, offered] :
       {std::pair{"backup-and-restore", false}, {"pilot-light", false}, {"warm-standby", true}}) {
    INFO(strategy);
    const Draft draft = read(fmt::format(
        "cutpoint: 1\njourneys: {{use: {{needs: [{{any_of: [a, b], failover: {{strategy: {}, "
        "automatic: false, manual: 1h}}}}]}}}}\ncomponents: {{a: {{kind: gateway, mtbf: 99h, mttr: "
        "9h}}, b: {{kind: gateway, mtbf: 99h, mttr: 9h}}}}\n",
        strategy));
    const auto advice = advice_for(draft, 0.001);
    CHECK(std::any_of(advice->changes.begin(), advice->changes.end(),
                      [](const AdvisedChange& change) { return change.subject == "a, b"; }) ==
          offered);
  }
}

TEST_CASE("advice fits the target") {
  const Draft draft = read(R"(cutpoint: 1
journeys: {use: {needs: [web]}}
components:
  web: {kind: vm, mtbf: 990h, mttr: 10h, depends_on: [db]}
  db: {kind: database, mtbf: 5y, mttr: 1h}
)");
  using What = Guidance::What;
  // Where a name is given: of the first of its points, or of what cannot be restored.
  const auto has = [](const Advice& advice, What what, const std::string& name = "") {
    return std::any_of(advice.guidance.begin(), advice.guidance.end(), [&](const Guidance& row) {
      if (row.what != what || name.empty()) return row.what == what;
      return row.points.empty() ? row.names == std::vector<std::string>{name}
                                : row.points.front().name == name;
    });
  };
  CHECK(has(*advice_for(draft, 0.02), What::tolerate_hours));
  CHECK(has(*advice_for(draft, 0.02), What::no_restore, "db"));
  const auto three = advice_for(draft, 0.001);
  CHECK(has(*three, What::critical, "web"));
  CHECK(has(*three, What::small_enough, "db"));
  const auto four = advice_for(draft, 0.0001);
  CHECK(has(*four, What::duplicate_everything));
  CHECK(std::any_of(four->guidance.begin(), four->guidance.end(), [](const Guidance& row) {
    return row.what == What::alone_on_level && row.level == Guidance::Level::data &&
           row.points.front().name == "db";
  }));
}

TEST_CASE("links and fallbacks are improved too, and the document keeps what is promised") {
  const std::string text = R"(cutpoint: 1
journeys: {use: {needs: [{connected: [left, right]}, {component: auth, fallback: 80%}]}}
components:
  left: {kind: host, mtbf: never, connects: [{to: right, mtbf: 100h, mttr: 5h}]}
  right: {kind: host, mtbf: never}
  auth: {kind: external, mtbf: 200h, mttr: 4h}
)";
  const Draft draft = read(text);
  const auto advice = advice_for(draft, 0.004);
  REQUIRE(advice->chosen.meets_target);
  const auto change_of = [&](const std::string& subject) -> const AdvisedChange& {
    for (const AdvisedChange& change : advice->changes) {
      if (change.subject == subject) return change;
    }
    FAIL("no change of " << subject);
    return advice->changes.front();
  };
  const double link = 5.0 / 105, auth = 4.0 / 204;
  // Two links fail together with the square of what one does; half of 20 % is 10 %.
  const double two = 1 - (1 - link * link) * (1 - auth * 0.2);
  CHECK(change_of("left -- right").alone.after[0].availability.unavailability() ==
        Approx(two).epsilon(1e-12));
  CHECK(change_of("left -- right").alone.cost_per_month == Approx(200));
  const double rehearsed = 1 - (1 - link) * (1 - auth * 0.1);
  CHECK(change_of("no fallback from use to auth").alone.after[0].availability.unavailability() ==
        Approx(rehearsed).epsilon(1e-12));
  const auto patched = write_changes(text, draft, advice->changed);
  INFO(patched.error.message);
  REQUIRE(patched);
  const auto built = build(read(*patched));
  REQUIRE(built);
  CHECK(analyze(built->model, built->function).journeys[JourneyId(0U)].up.availability ==
        advice->chosen.after[0].availability);
}

}  // namespace cutpoint::testing::advice_test
