/// How cards look in any language: each meaning has a colour, a border and a mark of its own.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

inline constexpr std::array card_meanings = {
    CardMeaning::plain, CardMeaning::redundant, CardMeaning::accepted, CardMeaning::partial,
    CardMeaning::full,  CardMeaning::degraded,  CardMeaning::falls,    CardMeaning::fails};

/// Static, one word each: the class in the page, the row of the legend.
[[nodiscard]] std::string_view name_of(CardMeaning meaning);

struct CardLook {
  std::string stroke;
  std::string fill;
  std::string ink;
  double width = 1;
  std::string_view dashes;  ///< as SVG has them; empty: solid
};

[[nodiscard]] CardLook card_look(CardMeaning meaning, Theme theme);

/// SVG path data on a field of 16 by 16.
struct CardMark {
  std::string_view filled;
  std::string_view stroked;
  std::string_view cut_out;  ///< stroked in the colour of the ground over what is filled
};

[[nodiscard]] const CardMark& card_mark(CardMeaning meaning);

/// For the legend; empty for plain cards, that need no word.
[[nodiscard]] std::string_view meaning_words(CardMeaning meaning);

/// For the legend: of cards that have the border and the mark of what they hold.
inline constexpr std::string_view edge_alone_words = "edge alone: something inside is";

/// For the legend.
[[nodiscard]] std::string_view style_words(NeedStyle style);

}  // namespace cutpoint
