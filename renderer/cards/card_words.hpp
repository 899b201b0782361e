/// What stands on a card.
#pragma once

#include "renderer/cards/card_tree.hpp"

namespace cutpoint {

void describe_component(Card& card, const Model& model, ComponentId id);
void describe_journey(Card& card, const JourneyAnalysis& journey);

/// Lines and titles, once all is counted. Where the analysis is not `is_whole`, nothing is said of
/// downtime that is not known.
void write_words(CardTree& tree, bool is_whole);

}  // namespace cutpoint
