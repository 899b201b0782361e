// The sensitivity table against models that are really changed and analysed anew.
#include <algorithm>
#include <cmath>
#include <set>

#include "analyzer/advice/advise.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "cutpoint/advice.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::sensitivity_test {

namespace {

/// Downtime in seconds a year, by journey; empty where the draft is not valid.
std::vector<double> downtimes(const Draft& draft) {
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  if (!model) return {};
  const auto function = compile(*model, diagnostics);
  if (!function) return {};
  std::vector<double> seconds;
  for (const JourneyAnalysis& journey : analyze(*model, *function).journeys) {
    seconds.push_back(journey.up.downtime_per_year().in_seconds());
  }
  return seconds;
}

/// The figures as mtbf and mttr, so that each can be changed alone.
void spell_out(DraftComponent& component) {
  DraftFigures& figures = component.figures;
  if (!figures.availability) return;
  const double u = figures.availability->value.middle().unavailability();
  const double mttr = figures.mttr->value.middle().in_seconds();
  const Duration mtbf = Duration::seconds(mttr * (1.0 - u) / u);
  figures.mtbf = Spanned<DurationRange>{{mtbf, mtbf}, {}};
  figures.availability.reset();
}

void scale(Boxed<Spanned<DurationRange>>& time, double factor) {
  const Duration scaled = Duration::seconds(time->value.middle().in_seconds() * factor);
  time->value = {scaled, scaled};
}

const SensitivityRow* find_row(const JourneySensitivity& journey, const std::string& name) {
  for (const SensitivityRow& row : journey.rows) {
    if (row.kind == EventKind::component && row.name == name) return &row;
  }
  return nullptr;
}

/// The component and all that `beta` gives the same figures, directly or through others.
std::set<std::string> alike(const Draft& draft, const std::string& name) {
  std::set<std::string> names{name};
  for (std::size_t before = 0; before != names.size();) {
    before = names.size();
    for (const DraftCommonCause& cause : draft.common_causes) {
      if (!cause.beta) continue;
      const auto& members = cause.members.names;
      const bool shares = std::any_of(members.begin(), members.end(), [&](const auto& member) {
        return names.contains(member.value);
      });
      for (const WrittenName& member : members) {
        if (shares) names.insert(member.value);
      }
    }
  }
  return names;
}

void check_same(const std::vector<double>& before, const std::vector<double>& after,
                const Sensitivity& table, const std::string& name,
                std::optional<double> SensitivityRow::*figure) {
  for (std::size_t j = 0; j < after.size(); ++j) {
    const SensitivityRow* row = find_row(table.journeys[JourneyId(j)], name);
    const double said = row == nullptr ? 0.0 : (row->*figure).value_or(NAN);
    INFO(name << " journey " << j << " said " << said);
    // A row that saves nothing at all is left out, one that does harm too.
    if (row == nullptr) {
      CHECK(before[j] - after[j] <= 1e-9 * before[j] + 1e-6);
    } else {
      CHECK(std::abs(before[j] - after[j] - said) <= 1e-9 * before[j] + 1e-6);
    }
  }
}

}  // namespace

TEST_CASE("sensitivities are those of changed models") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  const std::uint64_t count = number_from_environment("CUTPOINT_ROUNDS", 400);
  std::size_t compared = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    const Draft draft = random_draft(seed);
    const std::vector<double> before = downtimes(draft);
    if (before.empty()) continue;
    Diagnostics diagnostics;
    const auto model = build_model(draft, diagnostics);
    const auto function = compile(*model, diagnostics);
    const Sensitivity table = analyze_sensitivity(*model, *function);
    const auto below = mark_below(*function, function->journey_failed.raw());
    for (std::size_t i = 0; i < draft.components.size(); ++i) {
      const std::string& name = draft.components[i].name.value;
      if (!model->components[ComponentId(i)].figures) continue;
      // What no journey needs has no row, even where others share its figures by `beta`.
      const auto& events = function->component_events[ComponentId(i)];
      if (events.empty() || below[function->event_nodes[events.front()]] == 0) continue;
      Draft more = draft;
      const auto replicas = draft.components[i].replicas;
      more.components[i].replicas =
          Spanned<std::uint32_t>{(replicas ? replicas->value : 1U) + 1U, {}};
      check_same(before, downtimes(more), table, name, &SensitivityRow::one_more);
      Draft quicker = draft, steadier = draft;
      const auto shared = alike(draft, name);
      for (std::size_t k = 0; k < draft.components.size(); ++k) {
        if (!shared.contains(draft.components[k].name.value)) continue;
        spell_out(quicker.components[k]);
        spell_out(steadier.components[k]);
        scale(quicker.components[k].figures.mttr, 0.5);
        scale(steadier.components[k].figures.mtbf, 2.0);
      }
      check_same(before, downtimes(quicker), table, name, &SensitivityRow::half_repair);
      check_same(before, downtimes(steadier), table, name, &SensitivityRow::double_uptime);
      ++compared;
    }
  }
  CHECK(compared > count);
}

TEST_CASE("where work moves, or repairs wait, sensitivities are those of changed models too") {
  const auto draft_of = [](const std::string& text) {
    SourceFiles sources;
    Diagnostics diagnostics;
    return read_architecture_text("a.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  };
  const std::string rest =
      "\n  b: {kind: vm, mtbf: 90h, mttr: 10h, runs_on: z}\n  z: {kind: zone, mtbf: 900h, mttr: "
      "3h}\n  p: {kind: vm, mtbf: 50h, mttr: 5h, replicas: 3, repair_crews: 1}\n";
  const std::string failover =
      "journeys: {use: {needs: [{any_of: [a, b], failover: {mode: active-passive, time: 6m, "
      "success: 90%, manual: 1h}}, p]}}\ncomponents:\n  a: ";
  const Draft draft = draft_of(failover + "{kind: vm, mtbf: 60h, mttr: 8h}" + rest);
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  const Sensitivity table = analyze_sensitivity(*model, *function);
  const std::vector<double> before = downtimes(draft);
  for (const std::size_t i : {0U, 1U, 2U, 3U}) {
    const std::string& name = draft.components[i].name.value;
    Draft quicker = draft, steadier = draft, more = draft;
    scale(quicker.components[i].figures.mttr, 0.5);
    check_same(before, downtimes(quicker), table, name, &SensitivityRow::half_repair);
    scale(steadier.components[i].figures.mtbf, 2.0);
    check_same(before, downtimes(steadier), table, name, &SensitivityRow::double_uptime);
    const auto replicas = draft.components[i].replicas;
    more.components[i].replicas = Spanned<std::uint32_t>{(replicas ? replicas->value : 1U) + 1, {}};
    check_same(before, downtimes(more), table, name, &SensitivityRow::one_more);
  }
  // The switch itself: in half the time, also by hand, and with no up time of its own.
  std::string twice = failover;
  twice.replace(twice.find("time: 6m"), 8, "time: 3m");
  twice.replace(twice.find("manual: 1h"), 10, "manual: 30m");
  const auto after = downtimes(draft_of(twice + "{kind: vm, mtbf: 60h, mttr: 8h}" + rest));
  const auto& rows = table.journeys[JourneyId(std::size_t{0})].rows;
  const auto row = std::find_if(rows.begin(), rows.end(), [](const SensitivityRow& candidate) {
    return candidate.kind == EventKind::failover;
  });
  REQUIRE(row != rows.end());
  CHECK(*row->half_repair == Approx(before[0] - after[0]).epsilon(1e-9));
  CHECK_FALSE(row->double_uptime.has_value());
  CHECK_FALSE(row->outages_spared.has_value());
  // What was tried is undone: the table is the same once more.
  const Sensitivity again = analyze_sensitivity(*model, *function);
  CHECK(again.journeys[JourneyId(std::size_t{0})].rows.size() == rows.size());
}

TEST_CASE("one more of those that vote counts with a majority of all") {
  const auto one_more_saves = [](const std::string& component) {
    SourceFiles sources;
    Diagnostics diagnostics;
    const Draft draft =
        read_architecture_text("a.yaml",
                               "cutpoint: 1\njourneys: {use: {needs: [" + component.substr(0, 4) +
                                   "]}}\ncomponents:\n  " + component + "\n",
                               sources, diagnostics);
    const auto model = build_model(draft, diagnostics);
    REQUIRE(model.has_value());
    const auto function = compile(*model, diagnostics);
    const auto table = analyze_sensitivity(*model, *function);
    return *table.journeys[JourneyId(std::size_t{0})].rows[0].one_more / Duration::year;
  };
  // Down by q = 0.1: two of three 3q² − 2q³ = 0.028; three of four 1 − (1−q)⁴ − 4q(1−q)³ = 0.0523.
  const std::string figures = "mtbf: 90h, mttr: 10h, replicas: 3, ";
  CHECK(one_more_saves("etcd: {kind: service, at_least: 2, " + figures + "}") ==
        Approx(0.028 - 0.0523));
  CHECK(one_more_saves("etcd: {kind: service, quorum: majority, " + figures + "}") ==
        Approx(0.028 - 0.0523));
  // Capacity: two of four 4q³ − 3q⁴ = 0.0037.
  CHECK(one_more_saves("shop: {kind: service, at_least: 2, " + figures + "}") ==
        Approx(0.028 - 0.0037));
}

TEST_CASE("what a table says of a simple chain") {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("a.yaml", R"(cutpoint: 1
journeys: {use: {needs: [web, {any_of: [a, b]}]}}
components:
  web: {kind: service, mtbf: 99h, mttr: 1h}
  a: {kind: vm, mtbf: 90h, mttr: 10h}
  b: {kind: vm, mtbf: 90h, mttr: 10h}
  idle: {kind: vm, mtbf: 90h, mttr: 10h}
)",
                                             sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  const auto function = compile(*model, diagnostics);
  const auto table = analyze_sensitivity(*model, *function);
  const JourneySensitivity& use = table.journeys[JourneyId(std::size_t{0})];
  REQUIRE(use.rows.size() == 3);
  // Down: 1 − 0.99·(1 − 0.1²) = 0.0199. Without half of web's repairs: 1 − 99/99.5·0.99.
  CHECK(use.downtime.in_years() == Approx(0.0199));
  CHECK(use.rows[0].name == "web");
  CHECK(*use.rows[0].half_repair / Duration::year == Approx(0.0199 - (1.0 - 99.0 / 99.5 * 0.99)));
  CHECK(*use.rows[0].one_more / Duration::year == Approx(0.99 * (0.01 - 0.0001)));
  CHECK(*use.rows[1].one_more / Duration::year == Approx(0.99 * 0.1 * (0.1 - 0.01)));
  // Twice the up time of web: half the failures of it, 1/99 an hour of its and the others' up time.
  CHECK(*use.rows[0].outages_spared > 8760.0 / 100.0 * 0.49 * 0.99);
  CHECK(*use.rows[0].outages_spared < 8760.0 / 100.0 * 0.51);
}

TEST_CASE("beyond the budget the table is one of bounds") {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = read_architecture_text("a.yaml", R"(cutpoint: 1
journeys: {use: {needs: [web, {any_of: [a, b]}]}}
components:
  web: {kind: service, mtbf: 99h, mttr: 1h}
  a: {kind: vm, mtbf: 90h, mttr: 10h, depends_on: [c]}
  b: {kind: vm, mtbf: 90h, mttr: 10h, depends_on: [c]}
  c: {kind: vm, mtbf: 90h, mttr: 10h}
)",
                                             sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  const auto function = compile(*model, diagnostics);
  AnalysisOptions options;
  options.bdd_nodes = 1;
  const auto table = analyze_sensitivity(*model, *function, options);
  const JourneySensitivity& use = table.journeys[JourneyId(std::size_t{0})];
  CHECK(use.method == Method::bounded);
  REQUIRE(!use.rows.empty());
  CHECK(!use.rows[0].outages_spared);
  CHECK(use.rows[0].best() > 0.0);
}

TEST_CASE("what a common cause takes by beta follows the figures of its members") {
  const auto draft_of = [](const std::string& text) {
    SourceFiles sources;
    Diagnostics diagnostics;
    return read_architecture_text("a.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  };
  struct Case {
    const char* needs;
    const char* causes;
  };
  const auto document = [](const Case& c, const std::string& figures) {
    return std::string("journeys: {use: {needs: ") + c.needs +
           "}}\ncomponents:\n  a: {kind: service, " + figures + "}\n  b: {kind: vm, " + figures +
           "}\n  c: {kind: vm, " + figures + "}\n  p: {kind: vm, replicas: 3, at_least: 2, " +
           figures + "}\ncommon_causes:\n" + c.causes;
  };
  for (const Case& c :
       {Case{"[a]", "  one: {members: [a], beta: 40%}\n  two: {members: [b, c, p], beta: 1%}\n"},
        Case{"[{any_of: [a, b]}]", "  one: {members: [a, b], beta: 10%}\n"},
        // All failures are those of the common cause.
        Case{"[{any_of: [a, b]}]", "  one: {members: [a, b], beta: 100%}\n"},
        // By way of b, c changes with a.
        Case{"[{any_of: [a, b]}, c]",
             "  one: {members: [a, b], beta: 10%}\n  two: {members: [b, c], beta: 20%}\n"},
        Case{"[{any_of: [a, p]}]", "  one: {members: [a, p], beta: 5%}\n"},
        Case{
            "[c, {any_of: [a, b], failover: {mode: active-passive, time: 5m, success: 90%, manual: "
            "1h}}]",
            "  one: {members: [a, c], beta: 10%}\n"}}) {
    INFO(c.needs << '\n' << c.causes);
    const Draft draft = draft_of(document(c, "mtbf: 2000h, mttr: 6h"));
    Diagnostics diagnostics;
    const auto model = build_model(draft, diagnostics);
    REQUIRE(model);
    const auto function = compile(*model, diagnostics);
    const Sensitivity table = analyze_sensitivity(*model, *function);
    const std::vector<double> before = downtimes(draft);
    const auto outages = [](const Draft& of) {
      Diagnostics found;
      const auto built = build_model(of, found);
      const auto compiled = compile(*built, found);
      return *analyze(*built, *compiled).journeys[JourneyId(0U)].up.outages_per_year;
    };
    for (std::size_t i = 0; i < draft.components.size(); ++i) {
      const std::string& name = draft.components[i].name.value;
      Draft quicker = draft, steadier = draft;
      const auto shared = alike(draft, name);
      for (std::size_t k = 0; k < draft.components.size(); ++k) {
        if (!shared.contains(draft.components[k].name.value)) continue;
        scale(quicker.components[k].figures.mttr, 0.5);
        scale(steadier.components[k].figures.mtbf, 2.0);
      }
      check_same(before, downtimes(quicker), table, name, &SensitivityRow::half_repair);
      check_same(before, downtimes(steadier), table, name, &SensitivityRow::double_uptime);
      const SensitivityRow* row = find_row(table.journeys[JourneyId(0U)], name);
      if (row != nullptr) {
        CHECK(*row->outages_spared == Approx(outages(draft) - outages(steadier)).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("a member of a beta cause, by hand") {
  SourceFiles sources;
  Diagnostics diagnostics;
  const std::string text = R"(cutpoint: 1
journeys: {use: {needs: [a]}}
components:
  a: {kind: service, mtbf: 2000h, mttr: 6h}
common_causes:
  shared: {members: [a], beta: 40%}
)";
  const Draft draft = read_architecture_text("a.yaml", text, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  const auto function = compile(*model, diagnostics);
  const auto table = analyze_sensitivity(*model, *function);
  const SensitivityRow* row = find_row(table.journeys[JourneyId(0U)], "a");
  REQUIRE(row != nullptr);
  // With half the repair time the whole document is down 3 of 2003 hours instead of 6 of 2006.
  CHECK(*row->half_repair == Approx((6.0 / 2006 - 3.0 / 2003) * Duration::year).epsilon(1e-9));
  CHECK(*row->double_uptime == Approx((6.0 / 2006 - 6.0 / 4006) * Duration::year).epsilon(1e-9));
}

}  // namespace cutpoint::testing::sensitivity_test
