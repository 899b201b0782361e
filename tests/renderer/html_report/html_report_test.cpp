// The page as text; tests/browser opens it.
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analyzer/analysis/analyze.hpp"
#include "renderer/html_report/facts.hpp"
#include "renderer/html_report/packed_rows.hpp"
#include "renderer/html_report/page_data.hpp"
#include "renderer/html_report/page_texts.hpp"
#include "renderer/writing/charts.hpp"
#include "renderer/writing/markup.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::html_report_test {

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

constexpr const char* plain_shop =
    "name: Shop\n"
    "journeys:\n"
    "  buy: {needs: [web], slo: {availability: 99.9%, period: 30d}}\n"
    "components:\n"
    "  web: {kind: service, replicas: 2, runs_on: host, mtbf: 30d, mttr: 1h,\n"
    "        depends_on: [{any_of: [db, standby]}, {component: cache, soft: true}]}\n"
    "  host: {kind: host}\n"
    "  db: {kind: database, mtbf: 100d..400d, mttr: 1h, backups: [{every: 1d, restore: 1h}]}\n"
    "  standby: {kind: database, mtbf: 200d, mttr: 1h}\n"
    "  cache: {kind: cache, mtbf: 90d, mttr: 15m}\n";

nlohmann::json data_of(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"cutpoint-data\">";
  const std::size_t from = page.find(open) + open.size();
  return nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from));
}

nlohmann::json unrolled(const nlohmann::json& runs) {
  nlohmann::json all = nlohmann::json::array();
  for (const nlohmann::json& run : runs) {
    const std::size_t count = run.is_array() ? run[1].get<std::size_t>() : 1;
    for (std::size_t i = 0; i < count; ++i) all.push_back(run.is_array() ? run[0] : run);
  }
  return all;
}

/// What packing.js makes of columns, written anew.
nlohmann::json rows_of(const nlohmann::json& packed) {
  nlohmann::json rows = nlohmann::json::array();
  for (std::size_t i = 0; i < packed["rows"].get<std::size_t>(); ++i) {
    rows.push_back(nlohmann::json::object());
  }
  for (const auto& [key, column] : packed["columns"].items()) {
    std::int64_t value = 0;
    std::size_t row = 0;
    const nlohmann::json values = column.contains("r") ? unrolled(column["v"]) : column["v"];
    const nlohmann::json places = column.contains("at") ? unrolled(column["at"]) : nlohmann::json();
    for (std::size_t i = 0; i < values.size(); ++i) {
      const nlohmann::json& written = values[i];
      row = places.is_null() ? i : row + places[i].get<std::size_t>();
      if (column.contains("d")) value += written.get<std::int64_t>();
      rows[row][key] = column.contains("d")    ? nlohmann::json(value)
                       : column.contains("of") ? column["of"][written.get<std::size_t>()]
                                               : written;
    }
  }
  return rows;
}

}  // namespace

TEST_CASE("rows packed by column are the same rows") {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  CHECK(rows_of(packed_rows(rows)) == rows);
  for (int i = 0; i < 50; ++i) {
    rows.push_back({{"number", 1000 + 3 * i}, {"same", "a word that repeats"}, {"list", {i % 3}}});
    if (i % 7 == 0) rows.back()["rare"] = fmt::format("row {}", i);
    if (i % 2 == 0) rows.back()["falling"] = 5.5 - i;
  }
  rows.push_back(nlohmann::ordered_json::object());
  const auto packed = packed_rows(rows);
  CHECK(rows_of(packed) == rows);
  CHECK(packed.dump().size() < rows.dump().size() / 3);
}

TEST_CASE("what repeats in a column is written once, and what is a list stays one") {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (int i = 0; i < 1000; ++i) {
    rows.push_back({{"rank", i < 700 ? 3 : 4}, {"id", i}, {"pair", {i, 2 * i}}, {"word", "same"}});
    if (i > 10 && i % 500 > 20) rows.back()["often"] = i / 100;
  }
  const auto packed = packed_rows(rows);
  CHECK(rows_of(packed) == rows);
  for (const char* key : {"rank", "id", "word", "often"}) {
    INFO(key);
    CHECK(packed["columns"][key].dump().size() < 150);
  }
}

TEST_CASE("a page holds everything and asks for nothing") {
  const std::string page = Analyzed(plain_shop).rendered("html");
  CHECK(has(page, "default-src 'none'"));
  CHECK_FALSE(has(page, "unsafe-inline"));
  CHECK_FALSE(has(page, "{{"));
  CHECK(count(page, "<script") == page_texts().size() - 2 + 1);  // the scripts and the data
  for (const char* outside : {" src=", "url(http", "@import", "<link", "<iframe", "fetch("}) {
    INFO(outside);
    CHECK_FALSE(has(page, outside));
  }
  for (const EmbeddedText& text : page_texts()) {
    if (text.name == "page.html") continue;
    INFO(text.name);
    CHECK(has(page, std::string(text.hash)));
    CHECK(has(page, fmt::format(">{}</", text.text)));
    // Either would end the element, or begin a comment in it.
    CHECK_FALSE(has(std::string(text.text), "</script"));
    CHECK_FALSE(has(std::string(text.text), "<!--"));
  }
  CHECK(Analyzed(plain_shop).rendered("html") == page);
}

TEST_CASE("the hash of a text is the one browsers compute") {
  // Not computed here: chromium refuses the page's scripts where it differs; see tests/browser.
  for (const EmbeddedText& text : page_texts()) {
    INFO(text.name);
    CHECK(text.hash.size() == 7 + 44);
    CHECK(text.hash.substr(0, 7) == "sha256-");
    CHECK(text.hash.back() == '=');
  }
}

TEST_CASE("a page tells what the analysis found") {
  const std::string page = Analyzed(plain_shop).rendered("html");
  for (const char* part :
       {"<h1>Shop</h1>", "Single points of failure, by the downtime they cause", "buy → web → host",
        "over the range given", "MTBF ×2 or MTTR ÷2", "Minimal cut sets", "Importance: how much",
        "RPO 1 d", "not kept", "assumed: catalogue ", "budget used"}) {
    INFO(part);
    CHECK(has(page, part));
  }
}

TEST_CASE("a page shows every key that a component has") {
  const Analyzed shop(
      "journeys: {use: {needs: [db]}}\n"
      "components:\n"
      "  db: {kind: database, mtbf: 90d, mttr: 2h, plane: control, owner: 'team: a',\n"
      "       labels: {tier: gold}, backups: [{every: 1d}], health_check: {interval: 10s}}\n");
  std::map<std::string, std::string> facts;
  for (const Fact& fact : component_facts(shop.input(), ComponentId(0U))) {
    facts.emplace(fact.label, fact.text);
  }
  CHECK(facts["Plane"] == "control");
  CHECK(facts["Owner"] == "team: a");
  CHECK(facts["Labels"] == "{tier: gold}");
  CHECK(facts["Backups"] == "[{every: 1d}]");
  CHECK(facts["Health check"] == "{interval: 10s}");
  CHECK_FALSE(facts.contains("Restart"));
}

TEST_CASE("the data hold the function and what requirements are made of") {
  const Analyzed analyzed(plain_shop);
  const auto data = data_of(analyzed.rendered("html"));
  const auto components = rows_of(data["components"]);
  REQUIRE(components.size() == 5);
  CHECK(components[0]["name"] == "web");
  CHECK(components[0]["event"] == 0);
  CHECK(components[0]["instances"] == 2);
  CHECK_FALSE(components[0].contains("point"));
  CHECK(components[1]["event"] == 2);
  CHECK_FALSE(components[1].contains("instances"));
  CHECK(components[1]["point"] == "full");
  CHECK(components[0]["needs"][0] == nlohmann::json({{"k", 1}, {"m", {2, 3}}}));
  CHECK(components[0]["needs"][1] == nlohmann::json::array({4}));
  CHECK(rows_of(data["events"]).size() == analyzed.function.events.size());
  // Nodes of events are counted, the others follow.
  const auto first = data["nodes"]["first"].get<std::size_t>();
  CHECK(first == analyzed.function.events.size());
  const auto nodes = rows_of(data["nodes"]["rows"]), children = rows_of(data["nodes"]["children"]);
  REQUIRE(first + nodes.size() == analyzed.function.nodes.size());
  std::size_t at = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const NodeId id(first + i);
    CHECK(nodes[i]["type"] == static_cast<int>(analyzed.function.nodes[id].type));
    CHECK(nodes[i]["children"] == analyzed.function.children_of(id).size());
    most = std::max(most, analyzed.function.children_of(id).size());
  }
  // The first children of all nodes come before the second ones.
  for (std::size_t place = 0; place < most; ++place) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto& own = analyzed.function.children_of(NodeId(first + i));
      if (own.size() > place) CHECK(children[at++]["of"] == own[place].value());
    }
  }
  CHECK(at == children.size());
}

TEST_CASE("a function too large for a page is left out, with its events") {
  const Analyzed analyzed(plain_shop);
  const auto data = nlohmann::json::parse(page_data(PageInput(analyzed.input()), 3));
  CHECK(data["nodes"].is_null());
  CHECK(rows_of(data["events"]).empty());
  const auto components = rows_of(data["components"]);
  CHECK_FALSE(components[0].contains("event"));
  CHECK(components[0]["name"] == "web");
}

TEST_CASE("what never fails says by which profile, or that the document says so") {
  const std::string page =
      Analyzed(
          "journeys: {j: {needs: [names, kept, web]}}\n"
          "components: {names: {kind: dns, profile: aws.route53}, kept: {kind: vm, mtbf: never}, "
          "web: {kind: vm}}\n")
          .rendered("html");
  CHECK(has(page, "taken as never failing: 100 % by catalogue profile aws.route53 (sla: "));
  CHECK(has(page, "never fails: the document says so"));
}

TEST_CASE("the picture's cards say what they stand for, and which are open at first") {
  const std::string page = Analyzed(plain_shop).rendered("html");
  const auto picture = data_of(page)["picture"];
  const auto cards = rows_of(picture["cards"]);
  REQUIRE(cards.size() == 6);
  CHECK(cards[0]["journey"] == 0);
  CHECK(cards[0]["name"] == "buy");
  CHECK(cards[1]["component"] == 0);
  CHECK(cards[2]["component"] == 1);
  CHECK(cards[2]["meaning"] == "full");
  CHECK(cards[2]["inside"] == nlohmann::json({1}));
  CHECK(picture["open"] == nlohmann::json({2}));
  // From the journey to the pool, from the pool to both databases and the cache.
  CHECK(rows_of(picture["needs"]) == nlohmann::json({{{"from", 0}, {"to", 1}, {"style", 0}},
                                                     {{"from", 1}, {"to", 3}, {"style", 1}},
                                                     {{"from", 1}, {"to", 4}, {"style", 1}},
                                                     {{"from", 1}, {"to", 5}, {"style", 2}}}));
  // Without scripts the same stands still.
  CHECK(has(page, "data-card=\"c1\""));
}

TEST_CASE("names are escaped and hidden marks shown") {
  CHECK(escaped("<a href=\"x\">'&\xE2\x80\xAE\n") ==
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\\u202e\\n");
  CHECK(element("p", "</p>", "fine") == "<p class=\"fine\">&lt;/p&gt;</p>");
}

TEST_CASE("bars stay within their bounds") {
  CHECK(has(share_bar(3.0), "width=\"100.00%\""));
  CHECK(has(share_bar(-1.0), "width=\"0.00%\""));
  CHECK(has(budget_bar(0.5), "width=\"50.00%\""));
  // Twice the budget: half of the bar is within it.
  CHECK(has(budget_bar(2.0), "x=\"50.00%\" width=\"50.00%\""));
  CHECK(has(range_bar(1.0, 2.0, 4.0, 4.0), "x=\"25.00%\" width=\"25.00%\""));
}

TEST_CASE("bounds are told as bounds, and nothing that needs exact figures is told of them") {
  Analyzed analyzed(plain_shop);
  AnalysisOptions options;
  options.bdd_nodes = 1;
  analyzed.analysis = analyze(analyzed.model, analyzed.function, options);
  const std::string page = analyzed.rendered("html");
  for (const char* part :
       {"about 99.931357 %</b> <span>three nines · bounded", "down at most",
        "Importance, by bounds of the availability", "The interval surely holds the truth"}) {
    INFO(part);
    CHECK(has(page, part));
  }
  CHECK_FALSE(has(page, "Sensitivity: downtime a year"));
}

TEST_CASE("many journeys share their single points") {
  std::string text = "journeys:\n";
  for (int i = 0; i < 100; ++i) text += fmt::format("  j{}: {{needs: [s0]}}\n", i);
  text += "components:\n";
  for (int i = 0; i < 40; ++i) {
    text += fmt::format("  s{}: {{kind: service{}}}\n", i,
                        i < 39 ? fmt::format(", depends_on: [s{}]", i + 1) : "");
  }
  const std::string page = Analyzed(text).rendered("html");
  // Each of the 40 single points once, and a word on them with each journey.
  CHECK(count(page, "class=\"point full\">✗") == 40);
  CHECK(count(page, "40 single points of failure that it shares with other journeys") == 100);
}

TEST_CASE("what the named parts leave of the downtime is told, and what none is a part of") {
  const auto in_a_row = [](int services) {
    std::string text = "journeys: {use: {needs: [s0]}}\ncomponents:\n";
    for (int i = 0; i < services; ++i) {
      text += fmt::format("  s{}: {{kind: load_balancer{}}}\n", i,
                          i + 1 < services ? fmt::format(", depends_on: [s{}]", i + 1) : "");
    }
    return Analyzed(text).rendered("html");
  };
  const std::string ten = in_a_row(10);
  CHECK(has(ten, "<li class=\"rest\"><span>60\u00A0%</span> others</li>"));
  CHECK_FALSE(has(in_a_row(3), "class=\"rest\""));
  // Kinds are said as people say them, stars stay beside their names, rest rows in their fold.
  CHECK(has(ten, "<td>load balancer</td>"));
  CHECK_FALSE(has(ten, "<td>load_balancer</td>"));
  CHECK(has(ten, ">s0\u00A0*</th>"));
  const std::string many = in_a_row(300);
  CHECK(has(many, "its downtime is spread over 300 single points of failure"));
  CHECK(has(many, "(cutpoint analyze --format json lists all)</p></details>"));
  CHECK(has(many, "s19 and 280 more: catalogue figures."));
}

TEST_CASE("a page of many components shows few cards at first") {
  std::string text = "journeys: {use: {needs: [s0]}}\ncomponents:\n";
  for (int i = 0; i < 300; ++i) text += fmt::format("  s{}: {{kind: service}}\n", i);
  const auto data = data_of(Analyzed(text).rendered("html"));
  CHECK(data["components"]["rows"] == 300);
  CHECK(data["picture"]["roots"].size() < 25);
}

TEST_CASE("remarks of one rule stand together, what they all say once") {
  std::string text = "journeys: {use: {needs: [web-0]}}\ncomponents:\n  host: {kind: host}\n";
  for (int i = 0; i < 6; ++i) {
    text += fmt::format("  web-{}: {{kind: service, replicas: 2, runs_on: [host, host]}}\n", i);
  }
  const std::string page = Analyzed(text).rendered("html");
  CHECK(count(page, "<b>same-host</b> ×6; name another host") == 1);
  CHECK(count(page, "name another host") == 1);
  CHECK(count(page, "`host` is listed twice") == 6);
  CHECK(page.find("<summary>3 more</summary>") != std::string::npos);
}

}  // namespace cutpoint::testing::html_report_test
