// Where cards stand that have no order, what closed cards say of their insides, names of stretches.
#include "renderer/cards/sheet.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/cards/card_look.hpp"
#include "renderer/cards/card_making.hpp"
#include "renderer/cards/legend.hpp"
#include "renderer/cards/lines.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::sheet_test {

namespace {

std::uint32_t add(CardTree& tree, int parent, Glyph glyph, double rank) {
  const auto number = static_cast<std::uint32_t>(tree.cards.size());
  Card card;
  card.id = fmt::format("c{}", number);
  card.name = card.id;
  card.glyph = glyph;
  card.rank = rank;
  card.parent = parent;
  tree.cards.push_back(std::move(card));
  if (parent < 0) {
    tree.roots.push_back(number);
  } else {
    tree.cards[static_cast<std::size_t>(parent)].inside.push_back(number);
  }
  return number;
}

/// Hosts of one zone, each with a service, at ranks that differ by chance; two zones are closed.
struct Region {
  CardTree tree;
  std::uint32_t zone = 0;
  std::vector<std::uint32_t> hosts, closed;

  explicit Region(const std::vector<double>& ranks) {
    const auto region = static_cast<int>(add(tree, -1, Glyph::building, 3));
    zone = add(tree, region, Glyph::building, 3);
    for (const double rank : ranks) {
      hosts.push_back(add(tree, static_cast<int>(zone), Glyph::server, rank));
      add(tree, static_cast<int>(hosts.back()), Glyph::gear, rank);
    }
    for (int i = 0; i < 2; ++i) {
      closed.push_back(add(tree, region, Glyph::building, 3));
      add(tree, static_cast<int>(closed.back()), Glyph::server, 3);
    }
  }

  [[nodiscard]] Sheet sheet() const {
    OpenCards open(tree.cards.size(), false);
    open[0] = open[zone] = true;
    return lay_out(tree, open, wide_sheet);
  }
};

/// How many of these cards stand in each column, and in how many rows.
std::map<double, std::size_t> columns_of(const Sheet& sheet,
                                         const std::vector<std::uint32_t>& cards) {
  std::map<double, std::size_t> columns;
  for (const Sheet::Place& place : sheet.cards) {
    if (std::find(cards.begin(), cards.end(), place.card) != cards.end()) ++columns[place.x];
  }
  return columns;
}

}  // namespace

TEST_CASE("places of one kind fill their frame evenly, whatever ranks they have by chance") {
  const Region region({1, 1, 2, 2, 2, 2, 3, 4, 4, 4, 4, 5, 5, 5});
  const Sheet sheet = region.sheet();
  const auto hosts = columns_of(sheet, region.hosts);
  CHECK(hosts.size() == 5);
  for (const auto& [x, count] : hosts) CHECK(count <= 3);
  // Closed zones stand side by side above the open one.
  CHECK(columns_of(sheet, region.closed).size() == 2);
}

TEST_CASE("where no row is saved, and what is of several kinds, keeps its columns") {
  const Region few({1, 3, 5});
  CHECK(columns_of(few.sheet(), few.hosts).size() == 3);
  Region mixed({1, 1, 1, 1, 2, 3, 4, 5});
  mixed.tree.cards[mixed.hosts.front()].glyph = Glyph::drum;
  const auto columns = columns_of(mixed.sheet(), mixed.hosts);
  CHECK(columns.begin()->second == 4);
}

TEST_CASE("the only frame beside other cards takes the columns that are free") {
  CardTree tree;
  const auto zone = static_cast<int>(add(tree, -1, Glyph::building, 3));
  const std::uint32_t service = add(tree, zone, Glyph::gear, 1);
  const auto gathered = add(tree, zone, Glyph::server, 4);
  tree.cards[gathered].role = Card::Role::gathered;
  std::vector<std::uint32_t> hosts;
  for (const double rank : {4, 4, 4, 4, 4, 5}) {
    hosts.push_back(add(tree, static_cast<int>(gathered), Glyph::server, rank));
    tree.cards[hosts.back()].is_place = true;
  }
  add(tree, -1, Glyph::building, 0);  // of other columns than the zone's cards
  add(tree, -1, Glyph::building, 2);
  add(tree, -1, Glyph::building, 3);
  OpenCards open(tree.cards.size(), false);
  open[static_cast<std::size_t>(zone)] = open[gathered] = true;
  SheetForm form = wide_sheet;
  const auto left_of = [](const Sheet& sheet, std::uint32_t card) {
    const auto place = std::find_if(sheet.cards.begin(), sheet.cards.end(),
                                    [&](const auto& each) { return each.card == card; });
    REQUIRE(place != sheet.cards.end());
    return place->x;
  };
  form.columns = 6;
  const Sheet sheet = lay_out(tree, open, form);
  const auto columns = columns_of(sheet, hosts);
  CHECK(columns.size() == 4);
  CHECK(columns.begin()->first > left_of(sheet, service));
  // What is no place keeps its columns.
  for (const std::uint32_t host : hosts) tree.cards[host].is_place = false;
  CHECK(columns_of(lay_out(tree, open, form), hosts).size() == 2);
}

TEST_CASE("the legend tells of cards that have the edge of what they hold") {
  Region region({1, 2, 3});
  CardTree& tree = region.tree;
  OpenCards open(tree.cards.size(), false);
  const Sheet sheet = lay_out(tree, open, wide_sheet);
  const auto tells = [&] {
    const CardLegend legend = card_legend(tree, sheet, {});
    return std::count_if(legend.entries.begin(), legend.entries.end(), [](const auto& entry) {
      return entry.is_inside && entry.words == edge_alone_words;
    });
  };
  CHECK(tells() == 0);
  tree.cards[0].inside_meaning = CardMeaning::full;
  CHECK(tells() == 1);
  // What is a single point itself has the colour too.
  tree.cards[0].meaning = CardMeaning::full;
  CHECK(tells() == 0);
}

TEST_CASE("the longer name of a stretch goes on in its second line") {
  std::string text = "journeys: {use: {needs: [web]}}\ncomponents:\n  web: {kind: service}\n";
  for (int i = 0; i < 42; ++i) {
    const std::string word = i == 0    ? "auth"
                             : i == 20 ? "inside-payment"
                                       : std::string{char('b' + i / 6), char('k' + i % 6), 'a'};
    text += fmt::format("  ts-{}-service: {{kind: container}}\n", word);
  }
  const CardTree tree = card_tree(Analyzed(text).input());
  const auto stretch = std::find_if(tree.cards.begin(), tree.cards.end(), [](const Card& card) {
    return card.name == "ts-auth-service … ts-inside-payment-service";
  });
  REQUIRE(stretch != tree.cards.end());
  CHECK(stretch->name_lines == std::vector<std::string>{"auth … inside-", "payment"});
}

}  // namespace cutpoint::testing::sheet_test
