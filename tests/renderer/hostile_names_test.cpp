// Names with quotes, markup, newlines, control and direction marks stay text everywhere.
#include <algorithm>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "cutpoint/reading.hpp"
#include "cutpoint/rendering.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing {

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
                                          "#hash, comma"};

template <class T>
Given<T> given(T value) {
  return Spanned<T>{std::move(value), {}};
}

Draft hostile_draft() {
  Draft draft;
  draft.name = given<std::string>("<title> & \"more\"");
  DraftJourney journey;
  journey.name.value = "journey <i>\n\x1b";
  for (const std::string& name : hostile) {
    DraftComponent component;
    component.name.value = name;
    component.kind = given<std::string>("service");
    if (!draft.components.empty()) component.runs_on.names.push_back({hostile.front(), {}});
    draft.components.push_back(std::move(component));
    DraftRequirement need;
    need.component.value = name;
    journey.needs.push_back(std::move(need));
  }
  draft.journeys.push_back(std::move(journey));
  return draft;
}

std::string rendered(const std::string& format) {
  Diagnostics diagnostics;
  const auto model = build_model(hostile_draft(), diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  const Analysis analysis = analyze(*model, *function, {});
  const SourceFiles sources;
  const RenderInput input{*model,  *function,   analysis,
                          sources, diagnostics, {false, 100, "a<b>.yaml"}};
  Rendered result = find_renderer(format)->render(input);
  REQUIRE(result.error.empty());
  if (format == "text") {
    std::vector<EventId> failed{EventId(0U)};
    result.content += render_what_if_text(input, what_if(*model, *function, failed));
  }
  return result.content;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
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
  const std::string file = std::string(CUTPOINT_BINARY_DIR) + "/scratch/hostile.dot";
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
  CHECK(nlohmann::json::parse(data)["components"].size() == hostile.size());
}

}  // namespace cutpoint::testing
