/// Where the cards of a level stand. The page's script does the same (`page/cards.js`); a test in a
/// browser compares.
#pragma once

#include <cstdint>
#include <vector>

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

/// What a sheet is laid out for.
struct SheetForm {
  std::uint32_t columns = 5;
  double gutter = 38;     ///< between columns, at least
  double pad = 8;         ///< between a frame and what it holds
  std::size_t most = 25;  ///< cards shown at first
  double tallest = 840;   ///< pixels, at first
};

/// Of a page 1 440 pixels wide, and of pictures in files.
inline constexpr SheetForm wide_sheet{};
/// Of a phone: fewer cards, not smaller ones.
inline constexpr SheetForm narrow_sheet{2, 20, 2, 12, 620};

/// Of a gutter, how far lines that lead back reach beside their card, in the middle of their lanes.
constexpr double back_share = 0.45;
/// The outermost of their lanes, as a multiple of that.
constexpr double widest_lane = 1.3;

/// Whether each card is open.
using OpenCards = std::vector<bool>;

struct Sheet {
  struct Place {
    std::uint32_t card = 0;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
  };
  /// Several needs of the model as one line between what is shown.
  struct Line {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    NeedStyle style = NeedStyle::needs;
    std::size_t count = 0;
  };
  std::vector<Place> frames;  ///< open cards, from the outside in
  std::vector<Place> cards;
  std::vector<Line> lines;  ///< in the order of the needs
  double width = 0;
  double height = 0;
  double gutter = 0;  ///< between its columns: wider where there are few
};

/// For each card of the tree the one that stands for it: itself, or the outermost closed one.
[[nodiscard]] std::vector<std::uint32_t> shown_cards(const CardTree& tree, const OpenCards& open);

/// How many parts of the model have no card of their own: what only gathers others is none.
[[nodiscard]] std::size_t parts_behind(const CardTree& tree, const Sheet& sheet);

/// Columns read from the user to the data; places are frames over the columns of what they hold;
/// cards of one size, no two over each other.
[[nodiscard]] Sheet lay_out(const CardTree& tree, const OpenCards& open, const SheetForm& form);

}  // namespace cutpoint
