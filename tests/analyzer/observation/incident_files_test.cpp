// Figures measured from incident files that documents name.
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/observation/observed_figures.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_files.hpp"

namespace cutpoint::testing::incident_files_test {

namespace {

struct ObservedModel {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::optional<Model> model;

  ObservedModel(const std::string& path, TextFiles& files) {
    Draft draft = read_architecture({path}, files, sources, diagnostics);
    IncidentFiles incidents(draft, files, sources, diagnostics);
    take_observed_figures(draft, incidents, diagnostics);
    model = build_model(draft, diagnostics);
  }
  [[nodiscard]] Model sound() && {
    for (const Diagnostic& d : diagnostics.all()) UNSCOPED_INFO(d.message);
    REQUIRE(model.has_value());
    return std::move(*model);
  }
};

}  // namespace

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
  const Model model = ObservedModel("team/arch.yaml", files).sound();
  const Figures& api = *model.components[model.find_component("api")].figures;
  CHECK(api.mtbf == Duration::hours(240));
  CHECK(api.mttr == Duration::hours(2));
  CHECK(api.source == FigureSource::observed);
  CHECK(api.unavailability == Approx(2.0 / 242));
  REQUIRE((api.mtbf_range && api.mttr_range));
  CHECK(api.mtbf_range->low < api.mtbf);
  CHECK(api.mtbf < api.mtbf_range->high);
  // Written figures stay; what never failed is T / ln 2.
  CHECK(model.components[model.find_component("db")].figures->mtbf ==
        Duration::seconds(Duration::year));
  CHECK(model.components[model.find_component("cache")].figures->mtbf.in_hours() ==
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
    const ObservedModel read("a/arch.yaml", files);
    std::string text;
    for (const Diagnostic& d : read.diagnostics.all()) text += d.message + "\n";
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
    const Model model = ObservedModel("arch.yaml", files).sound();
    Diagnostics diagnostics;
    const auto function = compile(model, diagnostics);
    REQUIRE(function.has_value());
    AnalysisOptions options;
    options.uncertainty.samples = 2000;
    const Analysis analysis = analyze(model, *function, options);
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
  const Model model = ObservedModel("arch.yaml", files).sound();
  const Figures& api = *model.components[ComponentId(0U)].figures;
  REQUIRE(api.spreads.has_value());
  CHECK(api.spreads->mtbf.count == 2);
  CHECK(api.spreads->mttr.count == 1);
  // Two hours, and six so far until the end of the window.
  CHECK(api.spreads->mttr.hours == Approx(8));
  CHECK(api.mttr.in_hours() == Approx(8));
}

TEST_CASE("a window that cannot be is refused where the document states it") {
  for (const char* window :
       {"from: 2026-03-31T00:00:00Z, to: 2026-03-01T00:00:00Z",
        "from: 2026-03-01T00:00:00Z, to: 2026-03-31T00:00:00Z, window: 726h"}) {
    INFO(window);
    TextFiles files;
    files.texts = {{"a.yaml", fmt::format("cutpoint: 1\njourneys: {{use: {{needs: [api]}}}}\n"
                                          "components:\n  api: {{kind: service, observed: {{file: "
                                          "incidents.csv, {}}}}}\n",
                                          window)},
                   {"incidents.csv", "component,start,end\n"}};
    const ObservedModel read("a.yaml", files);
    REQUIRE(read.diagnostics.error_count() == 1);
    CHECK(read.diagnostics.all().front().rule == "missing-window");
    CHECK(read.diagnostics.all().front().span.line == 4);
  }
}

TEST_CASE("incidents of a pool are not counted once for each instance") {
  TextFiles files;
  files.texts = {
      {"arch.yaml",
       "cutpoint: 1\nobserved: {file: log.csv, from: 2026-03-01T00:00:00Z, window: 500h}\n"
       "journeys: {use: {needs: [all, some, own]}}\ncomponents:\n"
       "  all: {kind: container, replicas: 5, at_least: 5}\n"
       "  some: {kind: container, replicas: 5}\n"
       "  own: {kind: cache, replicas: 3, observed: {file: log.csv, window: 500h}}\n"},
      {"log.csv",
       "component,start,end,cause,planned\n"
       "all,2026-03-01T10:00:00Z,2026-03-01T12:00:00Z,,\n"
       "all,2026-03-05T10:00:00Z,2026-03-05T11:00:00Z,,\n"
       "some#2,2026-03-05T10:00:00Z,2026-03-05T14:00:00Z,,\n"}};
  const Model model = ObservedModel("arch.yaml", files).sound();
  const auto figures = [&](const char* name) {
    return *model.components[model.find_component(name)].figures;
  };
  CHECK(figures("all").mtbf.in_hours() == Approx((5 * 500 - 3) / 2.0));
  CHECK(figures("all").mttr.in_hours() == Approx(1.5));
  CHECK(figures("some").mtbf.in_hours() == Approx(5 * 500 - 4));
  CHECK(figures("own").mtbf.in_hours() == Approx(3 * 500 / std::log(2.0)));
  Diagnostics diagnostics;
  const auto function = compile(model, diagnostics);
  const auto all = function->component_events[model.find_component("all")];
  double outages = 0.0;  // of a series of five, an hour
  for (const EventId event : all) outages += function->events[event].process.rate;
  CHECK(outages * 500 == Approx(2.0).epsilon(0.01));
}

TEST_CASE("a component that was never up does not refuse the file") {
  TextFiles files;
  files.texts = {
      {"arch.yaml",
       "cutpoint: 1\nobserved: {file: log.csv, from: 2026-03-01T00:00:00Z, window: 500h}\n"
       "journeys: {use: {needs: [api, db]}}\n"
       "components:\n  api: {kind: service}\n  db: {kind: database}\n"},
      {"log.csv",
       "component,start,end,cause,planned\n"
       "api,2026-02-01T10:00:00Z,,,\n"
       "db,2026-03-05T10:00:00Z,2026-03-05T14:00:00Z,,\n"}};
  const Model model = ObservedModel("arch.yaml", files).sound();
  const Figures& api = *model.components[model.find_component("api")].figures;
  CHECK(api.mttr == Duration::hours(500));
  CHECK(api.mtbf_assumed);
  CHECK_FALSE(api.mttr_assumed);
  CHECK(model.components[model.find_component("db")].figures->source == FigureSource::observed);
}

TEST_CASE("how many instances were watched") {
  struct Case {
    const char* top;
    const char* web;  // after `kind: service`
    double hours;     // of all instances together, of which two hours were down
  };
  const char* const for_all = "observed: {file: log.csv, window: 726h}\n";
  for (const Case& c :
       {Case{for_all, "", 726}, Case{for_all, ", replicas: 4", 4 * 726},
        Case{for_all, ", replicas: 4, observed: {instances: 2}", 2 * 726},
        Case{for_all, ", observed: {instances: 2}", 2 * 726},
        Case{"", ", replicas: 4, observed: {file: log.csv, window: 726h}", 4 * 726},
        Case{"", ", replicas: 4, observed: {file: log.csv, window: 726h, instances: 10}", 7260}}) {
    INFO(c.top << c.web);
    TextFiles files;
    files.texts = {{"arch.yaml", fmt::format("cutpoint: 1\n{}journeys: {{use: {{needs: [web]}}}}\n"
                                             "components: {{web: {{kind: service{}}}}}\n",
                                             c.top, c.web)},
                   {"log.csv",
                    "component,start,end\nweb,2026-03-02T10:00:00Z,2026-03-02T11:30:00Z\n"
                    "web,2026-03-03T10:00:00Z,2026-03-03T10:30:00Z\n"}};
    const Model model = ObservedModel("arch.yaml", files).sound();
    const Figures& web = *model.components[ComponentId(0U)].figures;
    CHECK(web.mtbf.in_hours() == Approx((c.hours - 2) / 2));
    CHECK(web.mttr.in_hours() == Approx(1));
    CHECK(web.source == FigureSource::observed);
  }
}

TEST_CASE("instances that were watched and never down") {
  TextFiles files;
  files.texts = {
      {"arch.yaml",
       "cutpoint: 1\nobserved: {file: log.csv, window: 726h}\n"
       "journeys: {use: {needs: [web, idle, guessed]}}\ncomponents:\n"
       "  web: {kind: service}\n  idle: {kind: service, observed: {instances: 3}}\n"
       "  guessed: {kind: service, replicas: 3}\n"},
      {"log.csv", "component,start,end\nweb,2026-03-02T10:00:00Z,2026-03-02T11:30:00Z\n"}};
  const Model model = ObservedModel("arch.yaml", files).sound();
  const auto figures = [&](const char* name) {
    return *model.components[model.find_component(name)].figures;
  };
  CHECK(figures("idle").mtbf.in_hours() == Approx(3 * 726 / std::log(2.0)));
  CHECK(figures("guessed").source == FigureSource::kind_default);
}

TEST_CASE("instances that say nothing are refused where they are written") {
  struct Case {
    const char* top;
    const char* own;
    const char* message;
  };
  const char* const for_all = "observed: {file: log.csv, window: 726h}\n";
  for (const Case& c :
       {Case{"", "instances: 3", "`instances` goes with a `file` of incidents"},
        Case{"", "operating: 720h, failures: 2, instances: 3", "not with counts"},
        Case{for_all, "operating: 720h, failures: 2, instances: 3", "not with counts"},
        Case{for_all, "instances: 0", "must be one or more"},
        Case{for_all, "instances: 3, failures: 2", "needs `operating` and `failures`"},
        Case{"observed: {file: log.csv, window: 726h, instances: 3}\n", "instances: 2",
             "`instances` is of one component"}}) {
    INFO(c.top << c.own);
    TextFiles files;
    files.texts = {
        {"arch.yaml", fmt::format("cutpoint: 1\n{}journeys: {{use: {{needs: [web]}}}}\n"
                                  "components: {{web: {{kind: service, observed: {{{}}}}}}}\n",
                                  c.top, c.own)},
        {"log.csv", "component,start,end\nweb,2026-03-02T10:00:00Z,2026-03-02T11:30:00Z\n"}};
    const ObservedModel read("arch.yaml", files);
    std::vector<std::string> errors;
    for (const Diagnostic& d : read.diagnostics.all()) {
      if (d.severity == Severity::error) errors.push_back(d.message);
    }
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().find(c.message) != std::string::npos);
  }
}

TEST_CASE("records that go on may be those of the document") {
  TextFiles files;
  files.texts = {
      {"arch.yaml",
       "cutpoint: 1\nobserved: {file: log.csv, from: 2026-03-01T00:00:00Z, window: 500h}\n"
       "journeys: {use: {needs: [web]}}\ncomponents: {web: {kind: service, replicas: 2}}\n"},
      {"log.csv",
       "component,start,end\nweb#1,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z\n"
       "web#2,2026-03-21T00:00:00Z,\nweb#3,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z\n"}};
  ObservedModel read("arch.yaml", files);
  REQUIRE(read.diagnostics.all().size() == 1);
  CHECK(read.diagnostics.all().front().message ==
        "the incidents name `web#3`, which is no component here");
  CHECK(read.diagnostics.all().front().help.find("`web#1` to `web#2`") != std::string::npos);
  const Model model = std::move(read).sound();
  // 20 hours of the second go on at the end of the window.
  const Figures& web = *model.components[ComponentId(0U)].figures;
  CHECK(web.mtbf.in_hours() == Approx((2 * 500 - 22) / 2.0));
  CHECK(web.mttr.in_hours() == Approx(22));
}

}  // namespace cutpoint::testing::incident_files_test
