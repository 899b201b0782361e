// Signs of kinds in pictures.
#include "renderer/languages/glyphs.hpp"

#include <algorithm>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"
#include "tests/renderer/placed_shop.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::glyphs_test {

namespace {

/// One component of every built-in kind, hosts and what they host among them.
std::string one_of_each() {
  std::string text = "journeys: {all: {needs: [client]}}\ncomponents:\n";
  std::string last;
  for (const Kind& kind : built_in_kinds()) {
    const std::string host = kind.name == "container" ? ", runs_on: vm" : "";
    text += fmt::format("  {0}: {{kind: {0}{1}{2}}}\n", kind.name, host,
                        last.empty() ? "" : fmt::format(", depends_on: [{}]", last));
    last = kind.name == "client" ? "" : kind.name;
  }
  return text;
}

struct Box {
  double left = 1e9;
  double right = -1e9;
};

/// How far the first outline of a group reaches.
Box outline(const std::string& whole_group) {
  const std::string group = whole_group.substr(0, whole_group.find("class=\"sign\""));
  static const std::regex points(" (?:points|d)=\"[^\"]*\"");
  static const std::regex pair("(-?[0-9.]+),(-?[0-9.]+)");
  static const std::regex ellipse("cx=\"(-?[0-9.]+)\".* rx=\"(-?[0-9.]+)\"");
  std::smatch match;
  Box box;
  if (std::regex_search(group, match, points)) {
    const std::string text = match.str();
    for (std::sregex_iterator at(text.begin(), text.end(), pair), end; at != end; ++at) {
      box.left = std::min(box.left, std::stod((*at)[1]));
      box.right = std::max(box.right, std::stod((*at)[1]));
    }
  } else if (std::regex_search(group, match, ellipse)) {
    box = {std::stod(match[1]) - std::stod(match[2]), std::stod(match[1]) + std::stod(match[2])};
  }
  return box;
}

std::vector<std::string> groups_of(const std::string& svg) {
  std::vector<std::string> groups;
  for (std::size_t at = svg.find("<g id="); at != std::string::npos;) {
    const std::size_t next = svg.find("<g id=", at + 1);
    groups.push_back(svg.substr(at, next - at));
    at = next;
  }
  return groups;
}

double number_after(const std::string& text, const std::string& mark) {
  const std::size_t at = text.find(mark);
  REQUIRE(at != std::string::npos);
  return std::stod(text.substr(at + mark.size()));
}

}  // namespace

TEST_CASE("every kind has a sign of its own") {
  std::set<std::string_view> paths;
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    const std::string_view path = glyph_path(kind.glyph);
    CHECK(path.starts_with("M"));
    CHECK(path.find_first_not_of("MLHVCZacl0123456789. -") == std::string_view::npos);
    CHECK(paths.insert(path).second);
  }
  CHECK(glyph_path(Glyph::none).empty());
}

TEST_CASE("every kind has a character of its own, of three bytes at most") {
  std::set<std::string_view> characters;
  // What some screens draw in colours of their own, and what other marks of pictures mean.
  constexpr std::string_view taken = "☁☑☺⚓⚖⚙⚛⚡✉✔✖✳▶◀↕↗↩⌚⌨⏏✗✓◐◎▣↓×~+−→";
  for (const Kind& kind : built_in_kinds()) {
    INFO(kind.name);
    const std::string_view character = glyph_character(kind.glyph);
    CHECK(display_width(character) == 1);
    CHECK(character.size() <= 3);
    CHECK(taken.find(character) == std::string_view::npos);
    CHECK(characters.insert(character).second);
  }
  CHECK(glyph_character(Glyph::none).empty());
}

TEST_CASE("texts of other tools bear signs, and their legend says what each means") {
  const Analyzed of_each(one_of_each());
  for (const std::string format : {"mermaid", "d2"}) {
    INFO(format);
    const std::string text = of_each.whole_graph(format);
    for (const Kind& kind : built_in_kinds()) {
      INFO(kind.name);
      CHECK(has(text, fmt::format("{} {}", glyph_character(kind.glyph), kind.name)));
    }
    CHECK(has(text, "▭\u00A0client, ☞\u00A0dns"));
    CHECK((has(text, "24 more") || has(text, "24<br/>more")));
    const std::string cards = Analyzed(placed_shop).rendered(format);
    CHECK(has(cards, "⛁ db"));
    CHECK(has(cards, "⛁\u00A0database"));
    CHECK(has(cards, "♙\u00A0journey"));
  }
}

TEST_CASE("what a sign says is said by no shape; shapes that somebody chose are drawn") {
  const std::string whole = Analyzed(one_of_each()).whole_graph("d2");
  for (const std::string shape : {"cloud", "hexagon", "queue", "step", "document", "stored_data"}) {
    INFO(shape);
    CHECK_FALSE(has(whole, "shape: " + shape));
  }
  CHECK(has(whole, "shape: cylinder"));
  const Analyzed chosen(
      "journeys: {j: {needs: [a, b]}}\n"
      "kinds: {ledger: {like: database, shape: hexagon}, odd: {shape: cloud, mtbf: 9h, mttr: 1h}}\n"
      "components: {a: {kind: ledger}, b: {kind: odd}}\n");
  CHECK(has(chosen.whole_graph("d2"), "shape: hexagon"));
  CHECK(has(chosen.whole_graph("d2"), "shape: cloud"));
  CHECK(has(chosen.whole_graph("mermaid"), "{{\"⛁ a"));
}

TEST_CASE("signs stand inside the outline of their box, left of its text") {
  const std::string svg = Analyzed(one_of_each()).whole_graph();
  std::size_t signs = 0;
  for (const std::string& group : groups_of(svg)) {
    if (!has(group, "class=\"sign\"")) continue;
    ++signs;
    INFO(group);
    const Box box = outline(group);
    const double left = number_after(group, "translate(");
    const double x = number_after(group.substr(group.find("<text")), " x=\"");
    CHECK(left >= box.left);
    CHECK(left + glyph_room <= x + 0.01);
    CHECK(x <= box.right);
  }
  CHECK(signs == built_in_kinds().size());
  CHECK_FALSE(has(svg, "\u00A0"));
  CHECK(has(svg, std::string(glyph_path(Glyph::drum))));
}

TEST_CASE("boxes are as wide as letters of full width, with or without a font for them") {
  const std::string name = "アプリケーションサーバー一号機";  // 15 letters
  const std::string svg =
      Analyzed("journeys: {j: {needs: [" + name + "]}}\ncomponents: {" + name + ": {kind: vm}}\n")
          .whole_graph();
  constexpr double font_size = 10;
  std::size_t found = 0;
  for (const std::string& group : groups_of(svg)) {
    // The legend names what the picture rests on.
    if (!has(group, name) || has(group, "<title>legend</title>")) continue;
    ++found;
    const Box box = outline(group);
    CHECK(box.right - box.left >= 15 * font_size + glyph_room);
  }
  CHECK(found == 1);
}

TEST_CASE("Graphviz files have no room for signs, pictures of them shapes instead") {
  const std::string dot = Analyzed(one_of_each()).rendered("dot");
  CHECK_FALSE(has(dot, std::string(glyph_blanks)));
  for (const std::string shape : {"box3d", "trapezium", "cds", "invhouse", "cylinder"}) {
    CHECK(has(dot, "shape=" + shape));
  }
}

TEST_CASE("declared kinds have the sign of the kind they are like, or none") {
  const std::string text =
      "journeys: {j: {needs: [a, b]}}\n"
      "kinds: {ledger: {like: database, shape: hexagon}, odd: {shape: box, mtbf: 9h, mttr: 1h}}\n"
      "components: {a: {kind: ledger}, b: {kind: odd}}\n";
  const std::string svg = Analyzed(text).whole_graph();
  CHECK(has(svg, std::string(glyph_path(Glyph::drum))));
  const std::string first = "class=\"sign\"";
  CHECK(svg.find(first) == svg.rfind(first));
}

TEST_CASE("a sign is put into its own group, whose text makes room for it") {
  const std::string svg =
      "<svg>\n<g id=\"node1\" class=\"node\">\n<title>c0</title>\n<polygon points=\"0,0\"/>\n"
      "<text text-anchor=\"middle\" x=\"50\" y=\"-20.5\">a</text>\n"
      "<text text-anchor=\"middle\" x=\"50\" y=\"-9.5\">b</text>\n</g>\n"
      "<g id=\"clust1\" class=\"cluster\">\n<title>cluster_1</title>\n"
      "<text text-anchor=\"start\" x=\"8\" y=\"-90\">z" +
      std::string(glyph_blanks) +
      "</text>\n</g>\n"
      "<g id=\"node2\" class=\"node\">\n<title>c2</title>\n<text x=\"1\" y=\"2\">c</text>\n</g>\n"
      "</svg>\n";
  const GlyphSigns signs = {{"c0", {Glyph::cube, "#111111", 20, false}},
                            {"cluster_1", {Glyph::building, "#222222", 0, true}}};
  const std::string made = with_glyphs(svg, signs);
  CHECK(has(made, "x=\"58.5\" y=\"-20.5\">a</text>"));
  CHECK(has(made,
            "x=\"58.5\" y=\"-9.5\">b</text>\n<g class=\"sign\" fill=\"none\" "
            "stroke=\"#111111\""));
  CHECK(has(made, "translate(31.5 -25.5)"));
  CHECK(has(made, "x=\"25\" y=\"-90\">z</text>\n<g class=\"sign\""));
  CHECK(has(made, "translate(8 -100.5)"));
  CHECK(has(made, "<text x=\"1\" y=\"2\">c</text>\n</g>\n</svg>\n"));
}

}  // namespace cutpoint::testing::glyphs_test
