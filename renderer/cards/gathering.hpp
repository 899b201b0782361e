/// Keeps what stands side by side few.
#pragma once

#include <string_view>

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

/// More cards than this side by side are gathered.
constexpr std::size_t most_side_by_side = 24;

/// Between the first and the last name of a stretch of cards.
inline constexpr std::string_view stretch_mark = " … ";

/// Puts cards of a kind, then of a name, then of a stretch of the file behind cards of their own,
/// until no more than `most_side_by_side` are left at any level. n log n.
void gather_cards(CardTree& tree);

}  // namespace cutpoint
