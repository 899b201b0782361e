/// What the cards and lines that are shown mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "renderer/cards/lines.hpp"

namespace cutpoint {

struct LineLook {
  std::string stroke;
  double width = 1;
  std::string_view dashes;
  bool has_arrow = true;
  bool has_ring = false;  ///< at the start: one of several ways
};

[[nodiscard]] LineLook line_look(const Sheet::Line& line, bool in_focus, Theme theme);

/// Whose lines are strong, and how many are not drawn, where that is so.
[[nodiscard]] std::vector<std::string> words_on_lines(const CardTree& tree, const Sheet& sheet,
                                                      const std::vector<DrawnLine>& lines);

/// Of the full length of the heat bar, in [0, 1].
[[nodiscard]] double heat_share(const CardTree& tree, const Card& card);

/// Between the lines of one statement.
inline constexpr double said_line_height = 16;

struct CardLegend {
  struct Entry {
    std::optional<CardMeaning> meaning;
    bool is_inside = false;  ///< only of what a closed card holds: its edge alone
    std::optional<NeedStyle> style;
    bool is_bar = false;
    std::string words;
    std::string more;                ///< behind them
    bool is_statement = false;       ///< the words stand in rows of their own
    std::vector<std::string> lines;  ///< of a statement, set by `height`
    double sample_width = 0;
    double x = 0;
    double y = 0;  ///< of the base of its letters
  };
  std::vector<Entry> entries;
  /// Sets the entries in rows no wider than `width`; gives their height.
  double height(double width);
};

/// Only what is used.
[[nodiscard]] CardLegend card_legend(const CardTree& tree, const Sheet& sheet,
                                     const std::vector<DrawnLine>& lines);

}  // namespace cutpoint
