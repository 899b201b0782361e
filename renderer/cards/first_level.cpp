#include "renderer/cards/first_level.hpp"

namespace cutpoint {

namespace {

/// Journeys are what is asked about: they come first.
double urgency(const Card& card) {
  const bool of_journeys = card.kind_name == "journey";
  return of_journeys ? 1e30 : card.minutes;
}

/// The closed card that is to be opened next; -1 where none is left.
int next_to_open(const CardTree& tree, const std::vector<std::uint32_t>& candidates) {
  int best = -1;
  for (const std::uint32_t card : candidates) {
    if (best >= 0) {
      const Card& here = tree.cards[card];
      const Card& known = tree.cards[static_cast<std::size_t>(best)];
      const bool is_better = urgency(here) > urgency(known) ||
                             (urgency(here) == urgency(known) && here.members < known.members);
      if (!is_better) continue;
    }
    best = static_cast<int>(card);
  }
  return best;
}

}  // namespace

OpenCards first_open(const CardTree& tree, const SheetForm& form) {
  OpenCards open(tree.cards.size(), false);
  std::vector<std::uint32_t> candidates;
  const auto add = [&](const std::vector<std::uint32_t>& cards) {
    for (const std::uint32_t card : cards) {
      if (tree.cards[card].opens()) candidates.push_back(card);
    }
  };
  add(tree.roots);
  std::size_t shown = tree.roots.size();
  for (int next = next_to_open(tree, candidates); next >= 0;
       next = next_to_open(tree, candidates)) {
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

}  // namespace cutpoint
