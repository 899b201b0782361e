// Strategies of a second site: time, data, money, availability.
#include <cmath>

#include <fmt/format.h>

#include "analyzer/promises.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/observed_files.hpp"
#include "cutpoint/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_files.hpp"

namespace cutpoint::testing {

namespace {

Analysis analysis_of(const Model& model) {
  Diagnostics diagnostics;
  const auto function = compile(model, diagnostics);
  REQUIRE(function.has_value());
  return analyze(model, *function);
}

Model model_of(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("test.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  auto built = build_model(draft, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
  REQUIRE(built.has_value());
  return std::move(*built);
}

Model two_sites(const std::string& failover, const std::string& replication) {
  return model_of(
      "journeys: {use: {needs: [{any_of: [app-1, app-2], failover: {" + failover +
      "}}], objectives: {rto: 1h, rpo: 10m}}}\ncomponents:\n"
      "  app-1: {kind: service, runs_on: one, depends_on: [db-1], cost: 10 USD/month}\n"
      "  app-2: {kind: service, runs_on: two, replicas: 2, depends_on: [db-2], cost: 5 USD/month}\n"
      "  db-1: {kind: database, runs_on: one, backups: [{every: 6h, restore: 2h, offsite: true}]" +
      replication +
      "}\n  db-2: {kind: database, runs_on: two, cost: 20 USD/month}\n"
      "  one: {kind: region, mtbf: 1y, mttr: 8h}\n  two: {kind: region, mtbf: 1y, mttr: 8h}\n");
}

}  // namespace

TEST_CASE("backup and restore: the interval is lost, and restoring takes its time") {
  const Model model =
      two_sites("strategy: backup-and-restore, automatic: false, detection: 10m, manual: 50m", "");
  const auto disasters = analysis_of(model).disasters;
  REQUIRE(disasters.size() == 1);
  const DisasterRecovery& site = disasters.front();
  CHECK(site.primary == "app-1");
  CHECK(*site.rpo == Duration::hours(6));
  CHECK(site.rpo_from == "db-1");
  CHECK(*site.rto == Duration::hours(3));
  CHECK(site.rto_met() == false);
  CHECK(site.rpo_met() == false);
  REQUIRE(site.standby_costs.size() == 1);
  CHECK(site.standby_costs.front().amount == Approx(30 * 12).epsilon(0.02));
}

TEST_CASE("pilot light and beyond: a replica loses its lag") {
  const std::string replica = ", replication: {mode: async, lag: 5s, to: db-2}";
  const Model pilot =
      two_sites("strategy: pilot-light, automatic: false, detection: 5m, manual: 20m", replica);
  const DisasterRecovery site = analysis_of(pilot).disasters.front();
  CHECK(*site.rpo == Duration::seconds(5));
  CHECK(*site.rto == Duration::seconds(25 * 60));
  CHECK((site.rto_met() == true && site.rpo_met() == true));
  // The stronger the strategy, the less is down.
  const auto down = [&](const char* failover) {
    return analysis_of(two_sites(failover, replica))
        .journeys[JourneyId(0U)]
        .up.availability.unavailability();
  };
  const double backup = down("strategy: backup-and-restore, automatic: false, manual: 4h");
  const double light = down("strategy: pilot-light, automatic: false, manual: 30m");
  const double warm = down("strategy: warm-standby, time: 5m");
  const double active = down("strategy: active-active, time: 10s");
  CHECK(backup > light);
  CHECK(light > warm);
  CHECK(warm > active);
}

TEST_CASE("a calendar month has 28, 30 or 31 days") {
  const auto missed = [](const char* period) {
    const Model model = model_of(
        std::string("journeys: {use: {needs: [a], sla: {availability: 99.9%, period: ") + period +
        ", fee: 1000 USD/month, credits: [{below: 99.9%, credit: 10%}, {below: 99%, credit: "
        "30%}]}}}\ncomponents: {a: {kind: vm, mtbf: 1000h, mttr: 1h}}\n");
    return analysis_of(model).journeys[JourneyId(0U)];
  };
  const auto chance = [&](const char* period) { return *missed(period).sla->missed_probability; };
  CHECK(chance("month") ==
        Approx((chance("28d") + 4 * chance("30d") + 7 * chance("31d")) / 12).epsilon(1e-9));
  CHECK(chance("quarter") ==
        Approx((chance("90d") + chance("91d") + 2 * chance("92d")) / 4).epsilon(1e-9));
  const JourneyAnalysis month = missed("month");
  CHECK(month.sla->period.length.in_hours() == Approx(730));
  REQUIRE(month.money.credits.has_value());
  CHECK(month.money.credits->amount ==
        Approx(1000 * 365.0 / 30.0 * *month.sla->expected_credit).epsilon(0.02));
}

TEST_CASE("figures from an incident file that the document names") {
  TextFiles files;
  files.texts = {
      {"team/arch.yaml",
       "cutpoint: 1\nobserved: {file: log/incidents.csv, window: 726h}\n"
       "journeys: {use: {needs: [api, db, cache]}}\n"
       "components:\n  api: {kind: service}\n  db: {kind: database, mtbf: 1y, mttr: 1h}\n"
       "  cache: {kind: cache, observed: {file: log/incidents.csv, window: 726h}}\n"},
      {"team/log/incidents.csv",
       "component,start,end,cause,planned\n"
       "api,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z,disk,no\n"
       "api,2026-03-10T00:00:00Z,2026-03-10T01:00:00Z,disk,no\n"
       "api,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z,disk,no\n"
       "db,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z,disk,no\n"}};
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture({"team/arch.yaml"}, files, sources, diagnostics);
  take_observed_figures(draft, files, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
  REQUIRE(model.has_value());
  const Figures& api = *model->components[model->find_component("api")].figures;
  CHECK(api.mtbf == Duration::hours(240));
  CHECK(api.mttr == Duration::hours(2));
  CHECK(api.source == FigureSource::observed);
  CHECK(api.unavailability == Approx(2.0 / 242));
  REQUIRE((api.mtbf_range && api.mttr_range));
  CHECK(api.mtbf_range->low < api.mtbf);
  CHECK(api.mtbf < api.mtbf_range->high);
  // Written figures stay; what never failed is T / ln 2.
  CHECK(model->components[model->find_component("db")].figures->mtbf ==
        Duration::seconds(Duration::year));
  CHECK(model->components[model->find_component("cache")].figures->mtbf.in_hours() ==
        Approx(726 / std::log(2.0)));
}

TEST_CASE("incident files: missing, outside, unbounded, twice") {
  const auto errors_of = [](const std::string& observed) {
    TextFiles files;
    files.texts = {{"a/arch.yaml",
                    "cutpoint: 1\njourneys: {use: {needs: [api]}}\n"
                    "components: {api: {kind: service, observed: {" +
                        observed + "}}}\n"},
                   {"a/log.csv", "component,start,end\napi,2026-03-02T10:00:00Z,\n"}};
    SourceFiles sources;
    Diagnostics diagnostics;
    Draft draft = read_architecture({"a/arch.yaml"}, files, sources, diagnostics);
    take_observed_figures(draft, files, sources, diagnostics);
    (void)build_model(draft, diagnostics);
    std::string text;
    for (const Diagnostic& d : diagnostics.all()) text += d.message + "\n";
    return text;
  };
  CHECK(errors_of("file: gone.csv, window: 30d").find("cannot read a/gone.csv") !=
        std::string::npos);
  CHECK(errors_of("file: ../../log.csv, window: 30d").find("lies outside") != std::string::npos);
  CHECK(errors_of("file: log.csv").find("how long the records were kept") != std::string::npos);
  CHECK(errors_of("file: log.csv, window: 30d").find("nothing says until when") !=
        std::string::npos);
  CHECK(errors_of("file: log.csv, window: 30d, failures: 3").find("twice") != std::string::npos);
}

TEST_CASE("intervals from an incident file are those of the counts written by hand") {
  const std::string records =
      "component,start,end\n"
      "api,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z\n"
      "api,2026-03-10T00:00:00Z,2026-03-10T01:00:00Z\n"
      "web,2026-03-12T00:00:00Z,2026-03-12T03:00:00Z\n"
      "api,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z\n";
  const std::string counts_of_web = "operating: 723h, failures: 1, repairs: [3h]";
  const auto uncertainty_of = [&](const std::string& top, const std::string& api,
                                  const std::string& web, const std::string& idle) {
    TextFiles files;
    files.texts = {
        {"arch.yaml", fmt::format("cutpoint: 1\n{}journeys: {{use: {{needs: [api, web, "
                                  "idle]}}}}\ncomponents:\n  api: {{kind: service{}}}\n"
                                  "  web: {{kind: service{}}}\n  idle: {{kind: service{}, "
                                  "mttr: 1h}}\n",
                                  top, api, web, idle)},
        {"log.csv", records}};
    SourceFiles sources;
    Diagnostics diagnostics;
    Draft draft = read_architecture({"arch.yaml"}, files, sources, diagnostics);
    take_observed_figures(draft, files, sources, diagnostics);
    const auto model = build_model(draft, diagnostics);
    for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
    REQUIRE(model.has_value());
    const auto function = compile(*model, diagnostics);
    AnalysisOptions options;
    options.uncertainty.samples = 2000;
    const Analysis analysis = analyze(*model, *function, options);
    const JourneyAnalysis& journey = analysis.journeys[JourneyId(0U)];
    REQUIRE(journey.uncertainty.has_value());
    CHECK(analysis.uncertainty->figures == 5);
    const UncertainProbability& spread = journey.uncertainty->unavailability;
    return fmt::format("{} {} {} {} {}", journey.up.availability.unavailability(), spread.mean,
                       spread.percentile_5, spread.median, spread.percentile_95);
  };
  const std::string file = ", observed: {file: log.csv, window: 726h}";
  const std::string by_hand = uncertainty_of(
      "", ", observed: {operating: 720h, failures: 3, repairs: [2h, 1h, 3h]}",
      ", observed: {" + counts_of_web + "}", ", observed: {operating: 726h, failures: 0}");
  CHECK(uncertainty_of("", file, file, file) == by_hand);
  // One key for all: the rows are figures of their own all the same.
  CHECK(uncertainty_of("observed: {file: log.csv, window: 726h}\n", "", "",
                       ", observed: {operating: 726h, failures: 0}") == by_hand);
  // An anchor, too.
  CHECK(uncertainty_of("x-log: &log {file: log.csv, window: 726h}\n", ", observed: *log",
                       ", observed: *log", ", observed: *log") == by_hand);
}

TEST_CASE("repairs that go on: only those that ended say how far they spread") {
  TextFiles files;
  files.texts = {{"arch.yaml",
                  "cutpoint: 1\njourneys: {use: {needs: [api]}}\ncomponents: {api: {kind: service, "
                  "observed: {file: log.csv, from: 2026-03-01T00:00:00Z, window: 726h}}}\n"},
                 {"log.csv",
                  "component,start,end\napi,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z\n"
                  "api,2026-03-31T00:00:00Z,\n"}};
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft = read_architecture({"arch.yaml"}, files, sources, diagnostics);
  take_observed_figures(draft, files, sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
  REQUIRE(model.has_value());
  const Figures& api = *model->components[ComponentId(0U)].figures;
  REQUIRE(api.spreads.has_value());
  CHECK(api.spreads->mtbf.count == 2);
  CHECK(api.spreads->mttr.count == 1);
  // Two hours, and six so far until the end of the window.
  CHECK(api.spreads->mttr.hours == Approx(8));
  CHECK(api.mttr.in_hours() == Approx(8));
}

}  // namespace cutpoint::testing
