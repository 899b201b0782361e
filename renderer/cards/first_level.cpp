#include "renderer/cards/first_level.hpp"

#include <cstdint>
#include <vector>

namespace cutpoint {

namespace {

bool holds_journeys(const Card& card) {
  return card.kind_name == "journey";
}

enum class Journeys : std::uint8_t { first, last };

double urgency(const Card& card, Journeys journeys) {
  if (!holds_journeys(card)) return card.minutes;
  return journeys == Journeys::first ? 1e30 : -1.0;
}

/// The closed card that is to be opened next; -1 where none is left.
int next_to_open(const CardTree& tree, const std::vector<std::uint32_t>& candidates,
                 Journeys journeys) {
  int best = -1;
  for (const std::uint32_t card : candidates) {
    if (best >= 0) {
      const Card& here = tree.cards[card];
      const Card& known = tree.cards[static_cast<std::size_t>(best)];
      const double one = urgency(here, journeys), other = urgency(known, journeys);
      const bool is_better = one > other || (one == other && here.members < known.members);
      if (!is_better) continue;
    }
    best = static_cast<int>(card);
  }
  return best;
}

/// Nobody asks for it: it is opened by hand.
bool is_of_no_journey(const CardTree& tree, const Card& card) {
  return tree.focus >= 0 && !card.is_used && card.minutes <= 0 &&
         card.loudest() == CardMeaning::plain;
}

OpenCards opened(const CardTree& tree, const SheetForm& form, Journeys journeys) {
  OpenCards open(tree.cards.size(), false);
  std::vector<std::uint32_t> candidates;
  const auto add = [&](const std::vector<std::uint32_t>& cards) {
    for (const std::uint32_t card : cards) {
      const Card& here = tree.cards[card];
      if (here.opens() && !is_of_no_journey(tree, here)) candidates.push_back(card);
    }
  };
  add(tree.roots);
  std::size_t shown = tree.roots.size();
  for (int next = next_to_open(tree, candidates, journeys); next >= 0;
       next = next_to_open(tree, candidates, journeys)) {
    const auto card = static_cast<std::uint32_t>(next);
    std::erase(candidates, card);
    const auto& inside = tree.cards[card].inside;
    if (shown - 1 + inside.size() > form.most) continue;
    open[card] = true;
    if (lay_out(tree, open, form).height > form.tallest) {
      open[card] = false;
      continue;
    }
    shown += inside.size() - 1;
    add(inside);
  }
  return open;
}

/// The outermost place that most downtime is behind; -1 where none opens.
int worst_place(const CardTree& tree) {
  std::vector<std::uint32_t> places;
  for (const std::uint32_t card : tree.roots) {
    if (tree.cards[card].opens() && !holds_journeys(tree.cards[card])) places.push_back(card);
  }
  return next_to_open(tree, places, Journeys::first);
}

}  // namespace

OpenCards first_open(const CardTree& tree, const SheetForm& form) {
  OpenCards open = opened(tree, form, Journeys::first);
  const int worst = worst_place(tree);
  if (worst < 0 || open[static_cast<std::size_t>(worst)]) return open;
  OpenCards others = opened(tree, form, Journeys::last);
  return others[static_cast<std::size_t>(worst)] ? others : open;
}

}  // namespace cutpoint
