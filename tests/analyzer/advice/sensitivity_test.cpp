// The sensitivity table against models that are really changed and analysed anew.
#include "cutpoint/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analyzer/advice/advise.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

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

void scale(Given<DurationRange>& time, double factor) {
  const Duration scaled = Duration::seconds(time->value.middle().in_seconds() * factor);
  time->value = {scaled, scaled};
}

const SensitivityRow* find_row(const JourneySensitivity& journey, const std::string& name) {
  for (const SensitivityRow& row : journey.rows) {
    if (row.kind == EventKind::component && row.name == name) return &row;
  }
  return nullptr;
}

/// Members of a `beta` cause have only their own share in their row: not what the draft can change.
std::set<std::string> sharing(const Draft& draft) {
  std::set<std::string> names;
  for (const DraftCommonCause& cause : draft.common_causes) {
    if (!cause.beta) continue;
    for (const WrittenName& member : cause.members.names) names.insert(member.value);
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
    const auto shared = sharing(draft);
    for (std::size_t i = 0; i < draft.components.size(); ++i) {
      const std::string& name = draft.components[i].name.value;
      if (!model->components[ComponentId(i)].figures) continue;
      Draft more = draft;
      const auto replicas = draft.components[i].replicas;
      more.components[i].replicas =
          Spanned<std::uint32_t>{(replicas ? replicas->value : 1U) + 1U, {}};
      check_same(before, downtimes(more), table, name, &SensitivityRow::one_more);
      if (shared.contains(name)) continue;
      Draft quicker = draft;
      spell_out(quicker.components[i]);
      Draft steadier = quicker;
      scale(quicker.components[i].figures.mttr, 0.5);
      check_same(before, downtimes(quicker), table, name, &SensitivityRow::half_repair);
      scale(steadier.components[i].figures.mtbf, 2.0);
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

}  // namespace cutpoint::testing
