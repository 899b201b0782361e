// The level of cards in languages that give each line room of its own.
#include "renderer/cards/level_picture.hpp"

#include <fmt/format.h>

#include "renderer/cards/card_making.hpp"
#include "tests/renderer/render_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::level_picture_test {

TEST_CASE("fewer cards are taken where lines are many, and it is said") {
  // Twelve hosts, each service with needs on other hosts.
  std::string text = "journeys: {use: {needs: [s0]}}\ncomponents:\n";
  for (int i = 0; i < 12; ++i) text += fmt::format("  host-{}: {{kind: host}}\n", i);
  for (int i = 0; i < 120; ++i) {
    text += fmt::format("  s{}: {{kind: service, runs_on: host-{}", i, i % 12);
    if (i < 90) {
      text += fmt::format(", depends_on: [s{}, s{}, s{}]", i + 1 + i * 7 % 5, i + 6 + i * 11 % 9,
                          i + 15 + i * 3 % 13);
    }
    text += "}\n";
  }
  const Analyzed tangled(text);
  const CardTree tree = card_tree(tangled.input());
  const Picture other = level_picture(tree);
  constexpr std::size_t most_lines = 8;
  REQUIRE(other.edges.size() > most_lines);
  const Picture picture = level_picture_of_lines(tree, most_lines);
  CHECK(picture.edges.size() < other.edges.size());
  CHECK(picture.nodes.size() >= 2);
  CHECK(has(picture.notes.back(), fmt::format("{} boxes where other pictures show {}",
                                              picture.nodes.size(), other.nodes.size())));
  // With as many lines as there are nothing is left out.
  CHECK(level_picture_of_lines(tree, other.edges.size()).nodes.size() == other.nodes.size());
}

}  // namespace cutpoint::testing::level_picture_test
