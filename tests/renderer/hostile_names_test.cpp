// Names with quotes, markup, newlines, control and direction marks stay text everywhere.
#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <nlohmann/json.hpp>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::hostile_names_test {

namespace {

const std::vector<std::string> hostile = {"</script><b>bold</b>",
                                          "quote\"d 'name'",
                                          "back\\slash \\N \\L",
                                          "new\nline",
                                          "amp &amp; &lt;",
                                          "\xE2\x80\xAEright-to-left",
                                          "esc\x1b[31mred",
                                          "名前 é",
                                          "-->",
                                          "{record|fields}",
                                          "#hash, comma",
                                          "=1+1|cmd",
                                          "\"]:::full --> x",
                                          "%%{init: {}}%%",
                                          "${secret} $x",
                                          "end",
                                          "a\"; b: c {",
                                          "C:\\new",
                                          "$$x$$",
                                          "fa:fa-car"};

template <class T>
Given<T> hostile_value(T value) {
  return Spanned<T>{std::move(value), {}};
}

Draft hostile_draft() {
  Draft draft;
  draft.name = hostile_value<std::string>("<title> & \"more\"");
  DraftJourney journey;
  journey.name.value = "journey <i>\n\x1b";
  for (const std::string& name : hostile) {
    DraftComponent component;
    component.name.value = name;
    component.kind = hostile_value<std::string>("service");
    if (!draft.components.empty()) component.runs_on.names.push_back({hostile.front(), {}});
    draft.components.push_back(std::move(component));
    DraftRequirement need;
    need.component.value = name;
    journey.needs.push_back(std::move(need));
  }
  draft.journeys.push_back(std::move(journey));
  return draft;
}

std::string rendered(const std::string& format, const std::string& table = {}) {
  Diagnostics diagnostics;
  const auto model = build_model(hostile_draft(), diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  const Analysis analysis = analyze(*model, *function, {});
  const SourceFiles sources;
  const RenderInput input{*model,  *function,   analysis,
                          sources, diagnostics, {false, 100, "a<b>.yaml", {}, table}};
  const auto* row = find_format(analysis_formats(), format);
  if (row == nullptr) row = find_format(picture_formats(), format);
  Rendered result = row->render(input);
  REQUIRE(result);
  if (format == "text") {
    std::vector<EventId> failed{EventId(0U)};
    const Consequence consequence = what_if(*model, *function, failed);
    result->content += find_format(what_if_formats(), "text")
                           ->render({*model, *function, consequence, input.options})
                           ->content;
  }
  return result->content;
}

}  // namespace

TEST_CASE("terminal") {
  const std::string text = rendered("text");
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "\xE2\x80\xAE"));
  CHECK(has(text, "new\\nline"));
}

TEST_CASE("json holds the very names") {
  const auto json = nlohmann::json::parse(rendered("json"));
  std::vector<std::string> names;
  for (const auto& point : json["journeys"][0]["single_points_of_failure"])
    names.push_back(point["component"]);
  for (const std::string& name : hostile) {
    INFO(name);
    CHECK(std::find(names.begin(), names.end(), name) != names.end());
  }
}

TEST_CASE("dot parses and keeps markup as text") {
  const std::string dot = rendered("dot");
  CHECK(has(dot, "back\\\\\\\\slash \\\\\\\\N") == false);
  CHECK(has(dot, "back\\\\slash \\\\N \\\\L"));
  CHECK(has(dot, "quote\\\"d"));
  CHECK_FALSE(has(dot, "\x1b"));
  const std::string file = build_path("scratch/hostile.dot");
  write_file(file, dot);
  CHECK(std::system(("dot -Tcanon '" + file + "' > /dev/null 2>&1").c_str()) == 0);
  CHECK(rendered("dot") == dot);
}

TEST_CASE("svg holds no markup from names") {
  const std::string svg = rendered("svg");
  CHECK_FALSE(has(svg, "<b>bold"));
  CHECK_FALSE(has(svg, "</script>"));
  CHECK(has(svg, "&lt;b&gt;bold"));
  CHECK(has(svg, "&amp;amp;"));
  CHECK_FALSE(has(svg, "\x1b"));
}

TEST_CASE("mermaid: names are entities inside quotes") {
  const std::string mermaid = rendered("mermaid");
  CHECK_FALSE(has(mermaid, "</script>"));
  CHECK_FALSE(has(mermaid, "%%"));
  CHECK_FALSE(has(mermaid, "\x1b"));
  CHECK_FALSE(has(mermaid, "\xE2\x80\xAE"));
  CHECK(has(mermaid, "#34;#93;#58;#58;#58;full --#62; x"));
  // Mermaid 11 makes line ends, mathematics and icons of these, entities or not.
  CHECK(has(mermaid, "C#58;#92;\u2060new"));
  CHECK(has(mermaid, "#36;\u2060#36;x#36;\u2060#36;"));
  CHECK(has(mermaid, "fa#58;\u2060fa-car"));
  // Every line of a box holds two quotes: those around its label.
  std::istringstream lines(mermaid);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    if (line.find("title:") == 0) continue;
    const auto quotes = std::count(line.begin(), line.end(), '"');
    CHECK((quotes == 0 || quotes == 2 || quotes == 6));
  }
}

TEST_CASE("csv: no cell is a formula, every row has as many cells") {
  for (const char* table : {"single-points", "cut-sets", "components"}) {
    const std::string csv = rendered("csv", table);
    CHECK_FALSE(has(csv, "\x1b"));
    CHECK_FALSE(has(csv, "\xE2\x80\xAE"));
    CHECK(has(csv, "'=1+1|cmd"));
    CHECK_FALSE(has(csv, ",=1"));
    CHECK_FALSE(has(csv, "\n=1"));
    CHECK(has(csv, "'-->"));
  }
  CHECK(has(rendered("csv", "components"), "\"quote\"\"d 'name'\""));
}

TEST_CASE("markdown: no markup, no broken table, no closed fence") {
  const std::string markdown = rendered("markdown");
  CHECK_FALSE(has(markdown, "<b>"));
  CHECK_FALSE(has(markdown, "</script>"));
  CHECK_FALSE(has(markdown, "\x1b"));
  CHECK(has(markdown, "\\{record\\|fields\\}"));
  std::istringstream lines(markdown);
  std::size_t fences = 0;
  for (std::string line; std::getline(lines, line);) fences += line.rfind("```", 0) == 0 ? 1U : 0U;
  CHECK(fences == 2);
}

TEST_CASE("d2: names are escaped strings") {
  const std::string d2 = rendered("d2");
  CHECK(has(d2, "quote\\\"d 'name'"));
  CHECK(has(d2, "back\\\\slash"));
  CHECK(has(d2, "\\${secret} \\$x"));
  CHECK(has(d2, "a\\\"; b: c {"));
  CHECK_FALSE(has(d2, "\x1b"));
  CHECK_FALSE(has(d2, "\xE2\x80\xAE"));
}

TEST_CASE("html holds no markup from names, nor do its data") {
  const std::string page = rendered("html");
  CHECK_FALSE(has(page, "<b>bold"));
  CHECK_FALSE(has(page, "</script><b"));
  CHECK_FALSE(has(page, "<i>"));
  CHECK_FALSE(has(page, "\x1b"));
  CHECK_FALSE(has(page, "\xE2\x80\xAE"));
  CHECK(has(page, "&lt;/script&gt;&lt;b&gt;bold"));
  CHECK(has(page, "\\u003c/script>\\u003cb>bold"));
  CHECK(has(page, "a&lt;b&gt;.yaml"));
  const std::string open = "id=\"cutpoint-data\">";
  const std::size_t from = page.find(open) + open.size();
  const std::string data = page.substr(from, page.find("</script>", from) - from);
  CHECK(nlohmann::json::parse(data)["components"]["rows"] == hostile.size());
}

}  // namespace cutpoint::testing::hostile_names_test
