// Meanings are told apart by colour, and without.
#include <cmath>
#include <string>

#include "renderer/cards/card_look.hpp"
#include "renderer/picture/look.hpp"
#include "tests/renderer/cards/colour_distance.hpp"
#include "tests/renderer/render_text.hpp"

namespace cutpoint::testing::card_colours_test {

TEST_CASE("colours of meanings can be told apart, by people without cones for green too") {
  constexpr double least = 10;  // of CIEDE2000; about 2.3 is just seen
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (const CardMeaning one : card_meanings) {
      const CardLook look = card_look(one, theme);
      INFO(name_of(one));
      CHECK(contrast(look.stroke, palette_of(theme).background) >= 3);
      CHECK(contrast(look.ink, look.fill) >= 4.5);
      if (one != CardMeaning::fails) CHECK(contrast(palette_of(theme).muted, look.fill) >= 4.5);
      for (const CardMeaning other : card_meanings) {
        if (other == one) continue;
        INFO(name_of(other));
        const std::string& there = card_look(other, theme).stroke;
        CHECK(colour_distance(lab_of(look.stroke), lab_of(there)) >= least);
        CHECK(colour_distance(lab_with_deuteranopia(look.stroke), lab_with_deuteranopia(there)) >=
              least);
      }
    }
  }
}

TEST_CASE("without colours, border and mark tell meanings apart") {
  for (const CardMeaning one : card_meanings) {
    for (const CardMeaning other : card_meanings) {
      if (one == other) continue;
      const CardMark &a = card_mark(one), &b = card_mark(other);
      CHECK((a.filled != b.filled || a.stroked != b.stroked || a.cut_out != b.cut_out));
    }
  }
}

TEST_CASE("the distance of colours is the published one") {
  // Rows of the test data of Sharma, Wu and Dalal.
  CHECK(std::abs(colour_distance({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 1e-4);
  CHECK(std::abs(colour_distance({50, 2.5, 0}, {73, 25, -18}) - 27.1492) < 1e-4);
  CHECK(std::abs(colour_distance({2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}) - 0.9082) <
        1e-4);
}

}  // namespace cutpoint::testing::card_colours_test
