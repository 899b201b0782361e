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

namespace cutpoint::testing {

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

}  // namespace cutpoint::testing
