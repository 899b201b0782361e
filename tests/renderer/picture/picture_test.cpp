// What pictures show of a model: parts left out, drawn together, changed or failed.
#include <algorithm>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/comparison/compare.hpp"
#include "renderer/languages/layout_budget.hpp"
#include "renderer/languages/title_place.hpp"
#include "renderer/picture/collapse.hpp"
#include "renderer/picture/draw.hpp"
#include "renderer/picture/look.hpp"
#include "tests/renderer/placed_shop.hpp"
#include "tests/renderer/render_text.hpp"

namespace cutpoint::testing::picture_test {

namespace {

std::vector<std::string> names_in(const Picture& picture) {
  std::vector<std::string> names;
  for (const Picture::Frame& frame : picture.frames) names.push_back(frame.lines.front());
  for (const Picture::Node& node : picture.nodes) names.push_back(node.lines.front());
  std::sort(names.begin(), names.end());
  return names;
}

const Picture::Part* part_named(const Picture& picture, const std::string& name) {
  for (const Picture::Frame& frame : picture.frames) {
    if (frame.lines.front() == name) return &frame;
  }
  for (const Picture::Node& node : picture.nodes) {
    if (node.lines.front() == name) return &node;
  }
  return nullptr;
}

bool has_line(const Picture::Part& part, const std::string& line) {
  return std::find(part.lines.begin(), part.lines.end(), line) != part.lines.end();
}

Picture drawn(const Analyzed& analyzed, const PictureOptions& options) {
  RenderInput input = analyzed.input();
  input.options.picture = options;
  return draw(input);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("only what a journey uses") {
  const Analyzed analyzed(placed_shop);
  PictureOptions options;
  options.journey = JourneyId(1U);
  const Picture picture = drawn(analyzed, options);
  CHECK(names_in(picture) == Names{"docs", "host-2", "read", "zone-b"});
  REQUIRE(picture.notes.size() == 1);
  CHECK(picture.notes[0] == "3 of 9 components: what read uses");
}

TEST_CASE("only what is near a component") {
  const Analyzed analyzed(placed_shop);
  PictureOptions options;
  options.around = {analyzed.model.find_component("mail")};
  CHECK(names_in(drawn(analyzed, options)) == Names{"host-1", "mail", "web", "zone-a"});
  options.depth = 0;
  CHECK(names_in(drawn(analyzed, options)) == Names{"mail"});
  options.depth = 2;
  // A junction takes no step of its own: the databases are two edges away.
  CHECK(part_named(drawn(analyzed, options), "any of") != nullptr);
  CHECK(part_named(drawn(analyzed, options), "db-2") != nullptr);
  CHECK(part_named(drawn(analyzed, options), "docs") == nullptr);
}

TEST_CASE("only single points of failure, with the places that they lie in") {
  const Analyzed analyzed(placed_shop);
  PictureOptions options;
  options.only_single_points = true;
  const Names names = names_in(drawn(analyzed, options));
  CHECK(names == Names{"buy", "docs", "host-1", "host-2", "read", "web", "zone-a", "zone-b"});
}

TEST_CASE("parts drawn together") {
  const Analyzed analyzed(placed_shop);
  PictureOptions options;
  options.collapse = Collapse::zone;
  const Picture zones = drawn(analyzed, options);
  CHECK(names_in(zones) == Names{"buy", "mail", "read", "zone-a", "zone-b"});
  const Picture::Part* zone = part_named(zones, "zone-a");
  REQUIRE(zone != nullptr);
  CHECK(has_line(*zone, "1 database, 1 host, 1 service inside"));
  CHECK(zone->emphasis == Emphasis::full);
  const auto joined = std::count_if(zones.edges.begin(), zones.edges.end(), [](const auto& edge) {
    return edge.style == Picture::EdgeStyle::redundant;
  });
  CHECK(joined == 1);
  options.collapse = Collapse::kind;
  const Picture kinds = drawn(analyzed, options);
  // The only one of a kind is drawn as itself.
  CHECK(names_in(kinds) ==
        Names{"buy", "database ×2", "host ×2", "mail", "read", "service ×2", "zone ×2"});
  CHECK(has_line(*part_named(kinds, "mail"), "external"));
  // Boxes of kinds lie in no frames: lines say what runs where.
  const auto runs_on = [&kinds](const std::string& from, const std::string& to) {
    return std::any_of(kinds.edges.begin(), kinds.edges.end(), [&](const Picture::Edge& edge) {
      return edge.style == Picture::EdgeStyle::runs_on &&
             kinds.part(edge.from).lines.front() == from && kinds.part(edge.to).lines.front() == to;
    });
  };
  CHECK(runs_on("database ×2", "host ×2"));
  CHECK(runs_on("host ×2", "zone ×2"));
  options.collapse = Collapse::host;
  CHECK(names_in(drawn(analyzed, options)) ==
        Names{"buy", "host-1", "host-2", "mail", "read", "zone-a", "zone-b"});
  const Analyzed flat("journeys: {j: {needs: [a]}}\ncomponents: {a: {kind: vm}}\n");
  CHECK(drawn(flat, options).notes == Names{"nothing to draw together by host"});
}

TEST_CASE("a failure that is played") {
  const Analyzed analyzed(placed_shop);
  const ComponentId host = analyzed.model.find_component("host-1");
  const Consequence consequence =
      what_if(analyzed.model, analyzed.function, analyzed.function.component_events[host]);
  const DrawnFailure failure{consequence, "host-1 fails"};
  PictureOptions options;
  options.failure = &failure;
  const Picture picture = drawn(analyzed, options);
  CHECK(part_named(picture, "host-1")->fate == Fate::fails);
  CHECK(part_named(picture, "web")->fate == Fate::falls);
  CHECK(part_named(picture, "buy")->fate == Fate::falls);
  CHECK(part_named(picture, "db-2")->fate == Fate::none);
  CHECK(part_named(picture, "read")->fate == Fate::none);
}

TEST_CASE("a change: added, removed, changed") {
  const Analyzed before(placed_shop);
  const Analyzed after(R"(
name: shop
journeys: {buy: {needs: [web]}, read: {needs: [docs]}}
components:
  web: {kind: service, runs_on: host-1, replicas: 2, depends_on: [db-1, cache]}
  docs: {kind: service}
  db-1: {kind: database, runs_on: host-1}
  cache: {kind: cache, runs_on: host-1}
  host-1: {kind: host, runs_on: zone-a}
  zone-a: {kind: zone}
)");
  const AnalysedModel earlier{before.model, before.function, before.analysis};
  const AnalysedModel later{after.model, after.function, after.analysis};
  const Comparison comparison = compare(earlier, later);
  const DrawnChange change{earlier, comparison};
  PictureOptions options;
  options.change = &change;
  const Picture picture = drawn(after, options);
  CHECK(part_named(picture, "cache")->change == Change::added);
  CHECK(part_named(picture, "zone-b")->change == Change::removed);
  CHECK(part_named(picture, "db-2")->change == Change::removed);
  CHECK(part_named(picture, "any of")->change == Change::removed);
  CHECK(has_line(*part_named(picture, "web"), "replicas 1 → 2"));
  CHECK(part_named(picture, "zone-a")->change == Change::none);
  std::size_t added = 0, removed = 0;
  for (const Picture::Edge& edge : picture.edges) {
    added += edge.change == Change::added ? 1 : 0;
    removed += edge.change == Change::removed ? 1 : 0;
  }
  CHECK(added == 2);    // web to db-1 and to the cache
  CHECK(removed == 4);  // web to the group, the group to both, web to mail
  RenderInput input = after.input();
  input.options.picture = options;
  for (const char* format : {"dot", "svg", "mermaid", "d2"}) {
    INFO(format);
    CHECK(find_format(picture_formats(), format)->render(input)->content.find("removed") !=
          std::string::npos);
  }
}

TEST_CASE("the legend lists what is used, and nothing else") {
  const Analyzed plain(
      "journeys: {j: {needs: [a]}}\ncomponents: {a: {kind: service, mtbf: never}}\n");
  const auto legend = legend_of(drawn(plain, {}));
  REQUIRE(legend.size() == 1);
  CHECK(legend[0].meaning == "needs");
  std::vector<std::string> meanings;
  for (const LegendEntry& entry : legend_of(drawn(Analyzed(placed_shop), {}))) {
    meanings.push_back(entry.meaning);
  }
  CHECK(meanings ==
        Names{"single point of failure", "needs", "one of several ways", "soft: degraded without"});
}

TEST_CASE("one edge to a frame instead of a dozen into it") {
  std::string text = "journeys: {j: {needs: [";
  for (int i = 0; i < 10; ++i) text += fmt::format("s{}, ", i);
  text += "]}}\ncomponents:\n  h: {kind: host}\n";
  for (int i = 0; i < 10; ++i) {
    text += fmt::format("  s{}: {{kind: service, runs_on: h}}\n", i);
  }
  const Picture all = drawn(Analyzed(text), {});
  REQUIRE(all.edges.size() == 1);
  CHECK(all.edges[0].label == "all inside");
  CHECK(all.edges[0].to.is_frame);
  // One that is not needed: then it would not be true.
  const Picture some = drawn(Analyzed(text + "  spare: {kind: service, runs_on: h}\n"), {});
  CHECK(some.edges.size() == 10);
}

TEST_CASE("titles stand where no edge crosses them") {
  CHECK(title_place({0, 100}, 40, {}).left == 0);
  CHECK(title_place({0, 100}, 40, {{10, 12}}).left == 16);
  CHECK(title_place({0, 100}, 40, {{10, 12}, {50, 52}}).left == 56);
  // No room is free: where least is crossed.
  const TitlePlace place = title_place({0, 100}, 90, {{2, 3}, {50, 90}});
  CHECK(place.left >= 0);
  CHECK(place.left <= 10);
  CHECK(place.crossed > 0);
  CHECK(title_place({0, 100}, 40, {{10, 12}}).crossed == 0);
}

TEST_CASE("themes: the print theme is grey alone") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::print}) {
    PictureOptions options;
    options.theme = theme;
    const Analyzed analyzed(placed_shop);
    RenderInput themed = analyzed.input();
    themed.options.picture = options;
    const std::string dot = find_format(picture_formats(), "dot")->render(themed)->content;
    bool coloured = false;
    for (std::size_t at = dot.find('#'); at != std::string::npos; at = dot.find('#', at + 1)) {
      const std::string hex = dot.substr(at + 1, 6);
      if (hex.find_first_not_of("0123456789ABCDEF") != std::string::npos) continue;
      coloured =
          coloured || hex.substr(0, 2) != hex.substr(2, 2) || hex.substr(0, 2) != hex.substr(4);
    }
    CHECK(coloured == (theme != Theme::print));
  }
}

}  // namespace cutpoint::testing::picture_test
