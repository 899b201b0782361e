// Levels of cards: what they hold, that they fit, where they and their lines stand.
#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "renderer/cards/card_look.hpp"
#include "renderer/cards/card_making.hpp"
#include "renderer/cards/card_text.hpp"
#include "renderer/cards/first_level.hpp"
#include "renderer/cards/gathering.hpp"
#include "renderer/cards/lines.hpp"
#include "renderer/picture/look.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "tests/renderer/cards/generated_systems.hpp"
#include "tests/renderer/placed_shop.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::cards_test {

namespace {

const Card& card_named(const CardTree& tree, const std::string& name) {
  const auto found = std::find_if(tree.cards.begin(), tree.cards.end(),
                                  [&name](const Card& card) { return card.name == name; });
  REQUIRE(found != tree.cards.end());
  return *found;
}

std::size_t number_of(const CardTree& tree, const std::string& name) {
  return static_cast<std::size_t>(&card_named(tree, name) - tree.cards.data());
}

bool is_over(const Sheet::Place& a, const Sheet::Place& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

void check_places(const CardTree& tree, const Sheet& sheet) {
  for (std::size_t i = 0; i < sheet.cards.size(); ++i) {
    const Sheet::Place& here = sheet.cards[i];
    INFO(tree.cards[here.card].name);
    CHECK(here.x >= 0);
    CHECK(here.y >= 0);
    CHECK(here.x + here.width <= sheet.width);
    CHECK(here.y + here.height <= sheet.height);
    for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(is_over(here, sheet.cards[j]));
    for (const Sheet::Place& frame : sheet.frames) {
      int at = tree.cards[here.card].parent;
      while (at >= 0 && static_cast<std::uint32_t>(at) != frame.card) {
        at = tree.cards[static_cast<std::size_t>(at)].parent;
      }
      // Whole in the frames around it, below their titles, and in no other.
      Sheet::Place room = frame;
      if (at >= 0) {
        room.height = card_size::title_height;
        CHECK(here.x >= frame.x);
        CHECK(here.x + here.width <= frame.x + frame.width);
        CHECK(here.y + here.height <= frame.y + frame.height);
      }
      CHECK_FALSE(is_over(here, room));
    }
  }
}

void check_texts(const Card& card) {
  INFO(card.name);
  const double right = card_size::width - card_size::text_left;
  CHECK(card.name_lines.size() <= 2);
  for (const std::string& line : card.name_lines) {
    CHECK(text_width(line, card_size::name_font, true) <= right);
  }
  CHECK(text_width(card.kind, card_size::font, false) <= right);
  CHECK(text_width(card.figure, card_size::font, false) <= card_size::bar_width);
}

}  // namespace

TEST_CASE("cards of a placed system: places hold what runs in them, needs go past junctions") {
  const CardTree tree = card_tree(Analyzed(placed_shop).input());
  CHECK(tree.cards.size() == 11);
  const Card& zone = card_named(tree, "zone-a");
  CHECK(zone.parent == -1);
  CHECK(zone.members == 3);
  CHECK(zone.single_points == 2);  // the host and what runs on it alone
  CHECK(zone.kind == "3 inside, 2 ✗");
  CHECK(zone.minutes > card_named(tree, "host-1").minutes);
  CHECK(card_named(tree, "web").parent == static_cast<int>(number_of(tree, "host-1")));
  std::vector<std::pair<std::string, NeedStyle>> of_web;
  for (const CardNeed& need : tree.needs) {
    if (need.from == number_of(tree, "web")) {
      of_web.emplace_back(tree.cards[need.to].name, need.style);
    }
  }
  CHECK(of_web == std::vector<std::pair<std::string, NeedStyle>>{{"db-1", NeedStyle::redundant},
                                                                 {"db-2", NeedStyle::redundant},
                                                                 {"mail", NeedStyle::soft}});
}

TEST_CASE("what a card means: single point, redundant, or neither") {
  const CardTree tree = card_tree(Analyzed(placed_shop).input());
  CHECK(card_named(tree, "web").meaning == CardMeaning::full);
  CHECK(card_named(tree, "db-1").meaning == CardMeaning::redundant);
  CHECK(card_named(tree, "mail").meaning == CardMeaning::plain);  // soft: nothing fails without
  CHECK(card_named(tree, "buy").meaning == CardMeaning::plain);
  // One that recovers by itself is not painted as full, alone or with others behind one card.
  const CardTree partial = card_tree(
      Analyzed(
          "journeys: {j: {needs: [p]}}\ncomponents:\n"
          "  h: {kind: host, mtbf: never}\n"
          "  p: {kind: service, runs_on: h, restart: {policy: always, time: 20s, cures: 95%}}\n")
          .input());
  CHECK(card_named(partial, "p").meaning == CardMeaning::partial);
  CHECK(card_named(partial, "h").loudest() == CardMeaning::partial);
}

TEST_CASE("no card shows more downtime than the journey has") {
  const Analyzed system(
      "journeys: {j: {needs: [front, pool]}}\n"
      "components:\n"
      "  front: {kind: load_balancer, mtbf: 200d, mttr: 3h}\n"
      "  pool: {kind: service, replicas: 6, at_least: 2, mtbf: 30h, mttr: 18h, runs_on: zone-a}\n"
      "  zone-a: {kind: zone, mtbf: 400d, mttr: 2h}\n");
  const JourneyAnalysis& journey = system.analysis.journeys[JourneyId(0U)];
  const double whole = journey.up.downtime_per_year().in_seconds() / 60;
  const CardTree tree = card_tree(system.input());
  const auto pool = std::find_if(journey.parts.begin(), journey.parts.end(),
                                 [](const auto& part) { return part.instances == 6; });
  REQUIRE(pool != journey.parts.end());
  CHECK(card_named(tree, "pool").own_minutes == Approx(pool->share * whole));
  for (const Card& card : tree.cards) {
    INFO(card.name);
    CHECK(card.minutes <= whole * (1 + 1e-9));
  }
}

TEST_CASE("a single point's card shows the downtime that the list of single points shows") {
  const std::string text =
      "journeys: {j: {needs: [front]}, k: {needs: [front, {component: slow}]}}\n"
      "components:\n"
      "  slow: {kind: vm, mtbf: 100h, mttr: 10h}\n"
      "  front: {kind: load_balancer, mtbf: 200h, mttr: 10h, depends_on: [{any_of: [a, b]}]}\n"
      "  a: {kind: vm, mtbf: 100h, mttr: 10h}\n"
      "  b: {kind: vm, mtbf: 100h, mttr: 10h}\n";
  const Analyzed system(text);
  const CardTree tree = card_tree(system.input());
  for (const JourneyAnalysis& journey : system.analysis.journeys) {
    REQUIRE_FALSE(journey.single_points.empty());
    REQUIRE_FALSE(journey.importance.empty());
    for (const SinglePoint& point : journey.single_points) {
      const ComponentId id = system.function.events[point.event].component;
      const Card& card = card_named(tree, system.model.components[id].name);
      CHECK(std::abs(card.own_minutes * 60 - point.downtime_per_year.in_seconds()) < 1e-6);
    }
  }
}

TEST_CASE("ranks read from the user to the data, circles and all") {
  const CardTree tree = card_tree(Analyzed("journeys: {j: {needs: [a]}}\ncomponents:\n"
                                           "  a: {kind: service, depends_on: [b, d]}\n"
                                           "  b: {kind: service, depends_on: [c]}\n"
                                           "  c: {kind: service, depends_on: [b, d]}\n"
                                           "  d: {kind: database}\n  e: {kind: cache}\n")
                                      .input());
  CHECK(card_named(tree, "j").rank == 0);
  CHECK(card_named(tree, "a").rank == 1);
  CHECK(card_named(tree, "b").rank == 2);
  CHECK(card_named(tree, "c").rank == 2);
  CHECK(card_named(tree, "d").rank == 3);
  CHECK(card_named(tree, "e").rank == 3);
}

TEST_CASE("systems of any size are shown by few cards, that fit") {
  for (const std::string& text : {placed_shop, flat(14), flat(29), flat(61), flat(1600), zones(200),
                                  zones(1000), zones(by_sanitizer(4700, 1200))}) {
    const Analyzed analyzed(text);
    const CardTree tree = card_tree(analyzed.input());
    INFO(analyzed.model.components.size());
    CHECK(tree.roots.size() <= most_side_by_side);
    for (const Card& card : tree.cards) {
      CHECK(card.inside.size() <= most_side_by_side);
      check_texts(card);
    }
    for (const SheetForm& form : {wide_sheet, narrow_sheet}) {
      const OpenCards open = first_open(tree, form);
      const Sheet sheet = lay_out(tree, open, form);
      CHECK(sheet.cards.size() <= std::max(form.most, tree.roots.size()));
      CHECK(sheet.width <= 1110);
      check_places(tree, sheet);
    }
    // And with everything open, which nobody has to.
    OpenCards all;
    for (const Card& card : tree.cards) all.push_back(card.opens());
    if (tree.cards.size() < 300) check_places(tree, lay_out(tree, all, wide_sheet));
  }
}

TEST_CASE("five thousand components take a second, not a layout of all") {
  const Analyzed analyzed(zones(by_sanitizer(4700, 1200)));
  const auto start = std::chrono::steady_clock::now();
  const Rendered svg = find_format(picture_formats(), "svg")->render(analyzed.input());
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  REQUIRE(svg);
  CHECK(svg->content.size() < 200'000);
  CHECK(taken.count() < 20);  // half a second on an idle machine
}

TEST_CASE("a card whose name tells how many it stands for does not tell it again") {
  std::string text =
      "journeys: {j: {needs: [s-0]}}\ncomponents:\n  agent: {kind: cache, runs_on: h-3}\n";
  for (int i = 0; i < 30; ++i) {
    text += fmt::format("  s-{}: {{kind: service}}\n  h-{}: {{kind: host}}\n", i, i);
  }
  const CardTree tree = card_tree(Analyzed(text).input());
  CHECK(card_named(tree, "service ×30").kind == "1 ✗");
  CHECK(card_named(tree, "host ×30").kind == "1 in them");
}

TEST_CASE("what no journey uses is closed at first, where something is used") {
  std::string text =
      "components:\n  machine: {kind: vm}\n  web: {kind: service, runs_on: machine}\n";
  for (int i = 0; i < 30; ++i) {
    text += fmt::format("  {}-{}: {{kind: database, runs_on: machine}}\n", i < 15 ? "a" : "b", i);
  }
  const auto open_databases = [](const CardTree& tree) {
    const OpenCards open = first_open(tree, wide_sheet);
    std::size_t count = 0;
    for (std::size_t i = 0; i < tree.cards.size(); ++i) {
      const bool is_database = tree.cards[i].kind_name == "database";
      count += open[i] && is_database ? 1 : 0;
    }
    return count;
  };
  CHECK(open_databases(card_tree(Analyzed("journeys: {j: {needs: [web]}}\n" + text).input())) == 0);
  CHECK(open_databases(card_tree(Analyzed("journeys: {j: {needs: [a-1]}}\n" + text).input())) > 0);
}

TEST_CASE("every component can be opened up to") {
  const CardTree tree = card_tree(Analyzed(flat(700)).input());
  std::vector<std::size_t> seen(tree.cards.size(), 0);
  std::vector<std::uint32_t> waiting = tree.roots;
  while (!waiting.empty()) {
    const std::uint32_t card = waiting.back();
    waiting.pop_back();
    ++seen[card];
    waiting.insert(waiting.end(), tree.cards[card].inside.begin(), tree.cards[card].inside.end());
  }
  CHECK(std::all_of(seen.begin(), seen.end(), [](std::size_t times) { return times == 1; }));
}

TEST_CASE("many journeys are one card where they would close what most downtime is behind") {
  std::string text = "journeys:\n", components = "components:\n  vm: {kind: vm}\n";
  for (int i = 0; i < 9; ++i) text += fmt::format("  use-{}: {{needs: [s{}]}}\n", i, i);
  for (int i = 0; i < 21; ++i) {
    components += fmt::format("  s{}: {{kind: service, runs_on: vm, depends_on: [s{}]}}\n", i,
                              i < 20 ? i + 1 : 19);
  }
  const CardTree tree = card_tree(Analyzed(text + components).input());
  const auto of_journeys = static_cast<std::size_t>(
      std::find_if(tree.cards.begin(), tree.cards.end(),
                   [](const Card& card) { return card.opens() && card.kind_name == "journey"; }) -
      tree.cards.begin());
  REQUIRE(of_journeys < tree.cards.size());
  const OpenCards wide = first_open(tree, wide_sheet);
  CHECK(wide[number_of(tree, "vm")]);
  CHECK_FALSE(wide[of_journeys]);
  // Where it would be closed anyway, journeys are told apart.
  SheetForm small = wide_sheet;
  small.most = 12;
  const OpenCards few = first_open(tree, small);
  CHECK_FALSE(few[number_of(tree, "vm")]);
  CHECK(few[of_journeys]);
}

TEST_CASE("lines run over no card but those they join, and labels over none") {
  for (const std::string& text : {placed_shop, flat(29), zones(200)}) {
    const CardTree tree = card_tree(Analyzed(text).input());
    const OpenCards open = first_open(tree, wide_sheet);
    const Sheet sheet = lay_out(tree, open, wide_sheet);
    const auto lines = drawn_lines(tree, open, sheet, needs_in_focus(tree, tree.focus));
    CHECK(!lines.empty());
    for (const DrawnLine& line : lines) {
      for (std::size_t i = 0; i < line.curve.size(); i += 3) {
        // The straight runs; bends lie between columns.
        const LinePoint from = i == 0 ? line.start : line.curve[i - 1], to = line.curve[i + 2];
        if (from.y != to.y) continue;
        for (const Sheet::Place& place : sheet.cards) {
          const bool is_end =
              place.card == sheet.lines[line.line].from || place.card == sheet.lines[line.line].to;
          const bool crosses = from.y > place.y && from.y < place.y + place.height &&
                               std::max(from.x, to.x) > place.x + 1 &&
                               std::min(from.x, to.x) < place.x + place.width - 1;
          INFO(tree.cards[place.card].name);
          CHECK((is_end || !crosses));
        }
      }
      for (const Sheet::Place& place : sheet.cards) {
        const Sheet::Place label{0, line.label_at.x - 8, line.label_at.y - 8, 16, 16};
        CHECK((line.label.empty() || !is_over(label, place)));
      }
    }
  }
}

TEST_CASE("lines end beside what looks out behind closed cards") {
  const CardTree tree = card_tree(Analyzed(zones(200)).input());
  for (const SheetForm& form : {wide_sheet, narrow_sheet}) {
    const OpenCards open = first_open(tree, form);
    const Sheet sheet = lay_out(tree, open, form);
    constexpr double arrow = 7;
    for (const DrawnLine& line : drawn_lines(tree, open, sheet, needs_in_focus(tree, tree.focus))) {
      for (const Sheet::Place& place : sheet.cards) {
        const double stack = tree.cards[place.card].opens() ? card_size::stack : 0;
        const double right = place.x + place.width + stack;
        if (sheet.lines[line.line].from == place.card) CHECK(line.start.x == right);
        if (sheet.lines[line.line].to != place.card || line.arrives_from_left) continue;
        CHECK(line.curve.back().x == right);
        CHECK(right + arrow < sheet.width);
      }
    }
  }
}

TEST_CASE("few columns leave the room of the others to the lines, and no sheet is wider by that") {
  const CardTree tree = card_tree(Analyzed(placed_shop).input());
  const OpenCards open = first_open(tree, wide_sheet);
  SheetForm many = wide_sheet;
  many.columns = 9;
  const Sheet sheet = lay_out(tree, open, many);
  CHECK(sheet.gutter > wide_sheet.gutter);
  CHECK(sheet.gutter <= 64);
}

TEST_CASE("lines that pass the only row stay on the sheet") {
  const CardTree tree =
      card_tree(Analyzed("journeys: {j: {needs: [a, b]}}\ncomponents:\n"
                         "  a: {kind: service, replicas: 2, runs_on: [v, w], depends_on: [b]}\n"
                         "  b: {kind: load_balancer}\n  v: {kind: vm}\n  w: {kind: vm}\n")
                    .input());
  for (const SheetForm& form : {wide_sheet, narrow_sheet}) {
    const OpenCards open = first_open(tree, form);
    const Sheet sheet = lay_out(tree, open, form);
    bool passes = false;
    for (const DrawnLine& line : drawn_lines(tree, open, sheet, needs_in_focus(tree, tree.focus))) {
      for (const LinePoint& point : line.curve) {
        passes = passes || point.y < sheet.cards.front().y;
        CHECK(point.y >= 2);  // its width and some room
        CHECK(point.y <= sheet.height - 2);
        CHECK(point.x >= 0);
        CHECK(point.x <= sheet.width);
      }
    }
    CHECK((passes || form.columns != wide_sheet.columns));
  }
}

TEST_CASE("a failure that is played: what failed looks failed") {
  const Analyzed analyzed(placed_shop);
  const ComponentId host = analyzed.model.find_component("host-1");
  const Consequence consequence =
      what_if(analyzed.model, analyzed.function, analyzed.function.component_events[host]);
  const DrawnFailure failure{consequence, "host-1 fails"};
  RenderInput input = analyzed.input();
  input.options.picture.failure = &failure;
  const CardTree tree = card_tree(input);
  CHECK(card_named(tree, "host-1").meaning == CardMeaning::fails);
  CHECK(card_named(tree, "web").meaning == CardMeaning::falls);
  CHECK(card_named(tree, "buy").meaning == CardMeaning::falls);
  CHECK(card_named(tree, "db-2").meaning == CardMeaning::plain);
  const std::string svg = find_format(picture_formats(), "svg")->render(input)->content;
  CHECK(has(svg, ">falls with it<"));
  CHECK_FALSE(has(svg, ">single point of failure<"));
}

TEST_CASE("Mermaid and D2 show the level that SVG shows") {
  const Analyzed large(zones(1000));
  const std::string mermaid = large.rendered("mermaid");
  CHECK(mermaid.size() < 50'000);
  CHECK(has(mermaid, "more are inside what is drawn as"));
  CHECK(large.rendered("d2").size() < 50'000);
  CHECK(has(large.rendered("d2"), "zone-1"));
}

}  // namespace cutpoint::testing::cards_test
