// Every format says the same of a result: what each prints is parsed back to a set of statements,
// and the set is that of the values.
#include <algorithm>
#include <filesystem>
#include <regex>

#include <fmt/format.h>

#include "cutpoint/rendering.hpp"
#include "cutpoint/system.hpp"
#include "renderer/statements/statement_words.hpp"
#include "tests/renderer/statements/said.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::statements_test {

namespace {

namespace fs = std::filesystem;

struct Document {
  std::string name;
  std::string text;
};

/// What each sample has, and what no sample does.
std::vector<Document> documents() {
  std::vector<Document> all;
  const std::string root = source_path(".");
  for (const auto& entry : fs::recursive_directory_iterator(source_path("samples"))) {
    if (entry.path().extension() != ".yaml") continue;
    all.push_back({fs::relative(entry.path(), root).string(), ""});
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  all.push_back({"switching.yaml",
                 "cutpoint: 1\n"
                 "journeys: {read: {needs: [{any_of: [left, right], failover: {detection: 20s, "
                 "time: 2m}}], slo: {availability: 99.99%}}}\n"
                 "components:\n"
                 "  left: {kind: database, mtbf: 90d, mttr: 2h}\n"
                 "  right: {kind: database, mtbf: 90d, mttr: 2h}\n"});
  all.push_back({"crew.yaml",
                 "cutpoint: 1\n"
                 "journeys: {ask: {needs: [farm], sla: {availability: 99.9%, credits: [{below: "
                 "99.9%, credit: 10%}]}}}\n"
                 "components:\n"
                 "  rack: {kind: host, mtbf: 900h, mttr: 3h}\n"
                 "  farm: {kind: vm, replicas: 4, at_least: 3, mtbf: 300h, mttr: 5h, "
                 "repair_crews: 1, runs_on: rack}\n"
                 "  spare: {kind: vm}\n"});
  all.push_back({"joined.yaml",
                 "cutpoint: 1\n"
                 "journeys: {talk: {needs: [{connected: [left, right]}], sla: {availability: "
                 "99.999%}}}\n"
                 "components:\n"
                 "  left: {kind: service, mtbf: 90d, mttr: 1h, maintenance: {every: 30d, "
                 "lasts: 1h}}\n"
                 "  right: {kind: database, mtbf: 90d, mttr: 1h, backups: [{every: 1d, to: "
                 "vault}]}\n"
                 "  shelf: {kind: vm}\n"
                 "  vault: {kind: object_storage, runs_on: shelf}\n"
                 "  spare: {kind: vm}\n"
                 "links: [{between: [left, right]}, {name: second, between: [left, right], mttr: "
                 "1h}]\n"});
  all.push_back({"assumed.yaml",
                 "cutpoint: 1\n"
                 "journeys: {keep: {needs: [bucket, front, half]}}\n"
                 "components:\n"
                 "  bucket: {kind: object_storage, availability: 99.95%}\n"
                 "  front: {kind: gateway}\n"
                 "  half: {kind: service, mtbf: 50d}\n"});
  all.push_back({"unknown.yaml",
                 "cutpoint: 1\n"
                 "journeys: {go: {needs: [{any_of: [a, b]}], slo: {availability: 99.9%}}, "
                 "never: {needs: [{any_of: [a, b]}, c]}}\n"
                 "components:\n"
                 "  a: {kind: service, dependencies: unknown}\n"
                 "  b: {kind: service, mtbf: 9d, mttr: 1h, accept: [{rule: "
                 "single-point-of-failure, reason: cheap}]}\n"
                 "  c: {kind: service, mtbf: 9d, mttr: 1h, accept: [{rule: "
                 "single-point-of-failure, reason: 'cheap | enough', until: 2999-01-01}]}\n"});
  // As many journeys as a screen has room for, with names and distances that take much of it.
  std::string many = "cutpoint: 1\njourneys:\n", parts = "components:\n";
  for (int i = 0; i < 7; ++i) {
    many += fmt::format(
        "  checkout-stored-card-{0}: {{needs: [web-{0}, db], slo: "
        "{{availability: 99.99%}}}}\n",
        i);
    parts += fmt::format("  web-{}: {{kind: service, mtbf: {}d, mttr: 7h}}\n", i, 20 + i);
  }
  all.push_back({"many.yaml", many + parts +
                                  "  db: {kind: database, backups: [{every: 1d, restore: 2h}], "
                                  "objectives: {rpo: 1h}}\n  spare: {kind: vm}\n"});
  return all;
}

/// Uncertain figures are carried to results, as `cutpoint analyze` does.
AnalysisOptions with_trials() {
  AnalysisOptions options;
  options.uncertainty.samples = 200;
  return options;
}

struct Reviewed {
  std::string name;  ///< as somebody in the source tree would call it
  System system;
  Analysis analysis;
  std::optional<FirstChange> first;

  explicit Reviewed(const Document& document)
      : name(document.name),
        system(document.text.empty() ? load({source_path(document.name)})
                                     : load_text(document.name, document.text)),
        analysis(analyze(system, with_trials())),
        first(first_change(system, analysis)) {}

  [[nodiscard]] RenderInput input(std::size_t width = 400) const {
    RenderInput input{system.model(),   system.function(),    analysis,
                      system.sources(), system.diagnostics(), {false, width, name}};
    input.options.first_change = first ? &*first : nullptr;
    return input;
  }

  [[nodiscard]] std::string in(const std::string& format, bool details = true,
                               std::size_t width = 400) const {
    RenderOptions options{false, width, name};
    options.scope.details = details;
    options.first_change = first ? &*first : nullptr;
    const Rendered rendered = render(system, analysis, format, options);
    REQUIRE(rendered);
    return rendered->content;
  }
};

}  // namespace

TEST_CASE("every format makes the same statements of every sample") {
  constexpr Said SaidOfAll::*const kinds_of_statements[] = {
      &SaidOfAll::journeys, &SaidOfAll::promises,  &SaidOfAll::caveats, &SaidOfAll::points,
      &SaidOfAll::data,     &SaidOfAll::sites,     &SaidOfAll::groups,  &SaidOfAll::assumed,
      &SaidOfAll::defeated, &SaidOfAll::uncertain, &SaidOfAll::planned, &SaidOfAll::unused,
      &SaidOfAll::next};
  std::size_t seen[std::size(kinds_of_statements)] = {};
  for (const Document& document : documents()) {
    INFO(document.name);
    const Reviewed reviewed(document);
    const RenderInput input = reviewed.input();
    const SaidOfAll expected = said_by_values(input);
    for (std::size_t i = 0; i < std::size(seen); ++i) {
      seen[i] += (expected.*kinds_of_statements[i]).size();
    }
    const auto check = [&](const std::string& format, const SaidOfAll& said) {
      INFO(format);
      std::size_t position = 0;
      for (const auto kind : kinds_of_statements) {
        // To programs, only a change that was found is told.
        if (format == "json" && kind == &SaidOfAll::next && !reviewed.first) continue;
        INFO("kind of statement " << position++);
        CHECK(said.*kind == expected.*kind);
      }
    };
    check("text", parsed_text(input, reviewed.in("text")));
    check("markdown", parsed_markdown(input, reviewed.in("markdown")));
    check("html", parsed_html(input, reviewed.in("html")));
    check("json", parsed_json(input, reviewed.in("json")));
  }
  // What no document has would be compared in vain.
  for (std::size_t i = 0; i < std::size(seen); ++i) {
    INFO("kind of statement " << i);
    CHECK(seen[i] > 0);
  }
}

TEST_CASE("pictures make the statements of every sample that they claim to show") {
  constexpr Said SaidInPicture::*const kinds_in_pictures[] = {
      &SaidInPicture::journeys, &SaidInPicture::methods, &SaidInPicture::promises,
      &SaidInPicture::caveats,  &SaidInPicture::points,  &SaidInPicture::assumed};
  std::size_t seen[std::size(kinds_in_pictures)] = {};
  for (const Document& document : documents()) {
    INFO(document.name);
    const Reviewed reviewed(document);
    const RenderInput input = reviewed.input();
    const SaidInPicture expected = said_in_pictures(input);
    const auto check = [&](const std::string& format, const std::string& picture) {
      INFO(format);
      const SaidInPicture said = parsed_picture(input, format, picture);
      for (std::size_t i = 0; i < std::size(seen); ++i) {
        INFO("kind of statement " << i);
        CHECK(said.*kinds_in_pictures[i] == expected.*kinds_in_pictures[i]);
        seen[i] += (expected.*kinds_in_pictures[i]).size();
      }
    };
    for (const std::string format : {"dot", "svg", "mermaid", "d2"}) {
      check(format, reviewed.in(format));
    }
    for (const std::string format : {"mermaid", "d2"}) {
      RenderOptions options;
      options.picture.collapse = Collapse::none;
      check(format, render(reviewed.system, reviewed.analysis, format, options)->content);
    }
    // The picture of the page for readers without scripts.
    const std::string page = reviewed.in("html");
    const std::size_t from = page.find("<svg xmlns");
    REQUIRE(from != std::string::npos);
    check("svg", page.substr(from, page.find("</svg>", from) - from));
  }
  for (std::size_t i = 0; i < std::size(seen); ++i) {
    INFO("kind of statement " << i);
    CHECK(seen[i] > 0);
  }
}

TEST_CASE("links without figures are assumed, and what copies use is not merely unused") {
  const Reviewed reviewed(
      {"links.yaml",
       "cutpoint: 1\n"
       "journeys: {talk: {needs: [{connected: [left, right]}]}}\n"
       "components:\n"
       "  left: {kind: service, mtbf: 90d, mttr: 1h}\n"
       "  right: {kind: database, mtbf: 90d, mttr: 1h, backups: [{every: 1d, to: vault}]}\n"
       "  vault: {kind: object_storage}\n"
       "  spare: {kind: vm}\n"
       "links: [{between: [left, right]}, {name: side, between: [left, right], mtbf: 1y}]\n"});
  const RenderInput input = reviewed.input();
  const Statements statements = statements_of(input);
  CHECK(assumptions_text(input, statements.assumptions, 9) ==
        "left -- right: catalogue figures; side: catalogue repair time");
  CHECK(unused_text(input, statements.unused, 9) == "spare; by copies only: vault");
}

TEST_CASE("a link is the last step of its way in every format") {
  const Reviewed reviewed({"link.yaml",
                           "cutpoint: 1\n"
                           "journeys: {talk: {needs: [{connected: [left, right]}]}}\n"
                           "components: {left: {kind: service}, right: {kind: service}}\n"
                           "links: [{name: cable, between: [left, right]}]\n"});
  for (const std::string format : {"text", "markdown", "html"}) {
    INFO(format);
    CHECK(has(reviewed.in(format), "talk → left → cable"));
  }
  CHECK(has(std::regex_replace(reviewed.in("json"), std::regex("\\s+"), ""),
            R"(["talk","left","cable"])"));
}

TEST_CASE("a bar under an answer that is not exact does not call itself exact") {
  const Reviewed reviewed({"switching.yaml",
                           "cutpoint: 1\n"
                           "journeys: {ask: {needs: [farm, desk]}}\n"
                           "components:\n"
                           "  desk: {kind: vm, mtbf: 900h, mttr: 1h}\n"
                           "  farm: {kind: vm, replicas: 4, at_least: 3, mtbf: 300h, mttr: 5h, "
                           "repair_crews: 1, runs_on: rack}\n"
                           "  rack: {kind: host, mtbf: 900h, mttr: 3h}\n"});
  const Method method = reviewed.input().analysis.journeys[JourneyId(0U)].up.method;
  CHECK(has(reviewed.in("html"), fmt::format("as they are: {}.", name_of(method))));
}

TEST_CASE("an exact answer has no doubtful groups, and a stated availability no star") {
  for (const Document& document : documents()) {
    INFO(document.name);
    const Reviewed reviewed(document);
    for (const JourneyStatement& journey : statements_of(reviewed.input()).journeys) {
      CHECK(journey.method == journey.analysis->up.method);
      const bool doubts = std::any_of(
          journey.caveats.begin(), journey.caveats.end(),
          [](const Caveat& caveat) { return caveat.what == Caveat::What::groups_in_doubt; });
      CHECK_FALSE((doubts && journey.method == Method::exact));
    }
    const std::string text = reviewed.in("text");
    CHECK_FALSE(has(text, "approximat"));
    CHECK_FALSE(has(text, "bucket *"));
  }
}

TEST_CASE("the first screen says what the details say") {
  for (const Document& document : documents()) {
    INFO(document.name);
    const Reviewed reviewed(document);
    const RenderInput input = reviewed.input();
    SaidOfAll expected = said_by_values(input);
    // Between which ends figures lie is for the details.
    std::erase_if(expected.caveats, [](const auto& row) { return has(row, " | estimated: "); });
    const SaidOfAll said = parsed_first_screen(input, reviewed.in("text", false));
    CHECK(said.journeys == expected.journeys);
    CHECK(said.caveats == expected.caveats);
  }
}

TEST_CASE("the report fits terminals, and caveats are whole in all of them") {
  for (const Document& document : documents()) {
    const Reviewed reviewed(document);
    const RenderInput input = reviewed.input();
    for (const std::size_t width : {60U, 80U, 120U}) {
      for (const bool details : {false, true}) {
        INFO(document.name << " at " << width << (details ? ", details" : ""));
        const std::string text = reviewed.in("text", details, width);
        for (const std::string& line : lines_of(text)) {
          INFO(line);
          CHECK(display_width(line) <= width);
        }
        const std::string flat = std::regex_replace(text, std::regex("\\s+"), " ");
        for (const JourneyStatement& journey : statements_of(input).journeys) {
          for (const Caveat& caveat : journey.caveats) {
            if (caveat.what == Caveat::What::estimated && !details) continue;
            CHECK(has(flat, caveat_words(input, caveat)));
          }
        }
        const auto rows = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        if (!details && width >= 80 && input.model.components.size() <= 20) CHECK(rows <= 23);
      }
    }
  }
}

TEST_CASE("what is cut short is named, and fixed limits are no matter of a budget") {
  Reviewed reviewed({"samples/multi-az.yaml", ""});
  const auto caveats_of = [&reviewed](std::vector<EngineCut> cuts) {
    reviewed.analysis.cuts = std::move(cuts);
    const RenderInput input = reviewed.input();
    std::vector<std::string> words;
    for (const Caveat& caveat : statements_of(input).caveats) {
      words.push_back(caveat_words(input, caveat));
    }
    return words;
  };
  CHECK(caveats_of({{EngineTask::cut_sets, EngineLimit::steps}}).empty());
  const auto told = caveats_of({{EngineTask::cut_sets, EngineLimit::steps},
                                {EngineTask::cut_sets, EngineLimit::memory},
                                {EngineTask::availability, EngineLimit::nodes}});
  REQUIRE(told.size() == 1);
  CHECK(has(told.front(), "cut short: the cut sets by the memory ("));
  CHECK(has(told.front(), "), the exact availability by the number of diagram nodes; --budget"));
  // What is printed as exact is not said to have been cut short.
  JourneyAnalysis& journey = reviewed.analysis.journeys[JourneyId(0U)];
  journey.full.method = Method::bounded;
  const std::vector<EngineCut> of_nodes{{EngineTask::availability, EngineLimit::nodes}};
  const std::string& name = reviewed.system.model().journeys[JourneyId(0U)].name;
  CHECK(has(caveats_of(of_nodes).front(),
            fmt::format("the exact availability of the full service of {} by the number", name)));
  journey.up.method = Method::bounded;
  CHECK(has(caveats_of(of_nodes).front(), "the exact availability by the number"));
}

TEST_CASE("colours change no line") {
  const Reviewed reviewed({"samples/multi-az.yaml", ""});
  RenderOptions options{true, 80, "multi-az.yaml"};
  options.scope.details = true;
  const std::string coloured = render(reviewed.system, reviewed.analysis, "text", options)->content;
  options.colour = false;
  CHECK(std::regex_replace(coloured, std::regex("\x1b\\[[0-9;]*m"), "") ==
        render(reviewed.system, reviewed.analysis, "text", options)->content);
}

}  // namespace cutpoint::testing::statements_test
