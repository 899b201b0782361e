/// Outages that take two failures together, by how long they last.
#pragma once

#include <span>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

/// Outages of one mean length.
struct OutagesOfLength {
  double per_hour = 0;
  double hours = 0;
};

/// Outages of `top` that begin when the second of two independent events happens while the first
/// one is on, and end with the first repair of either: one after the other, each pair of lengths
/// with its own. Failures of more than two together are left out. `alone`: by event, those that
/// fail the top by themselves; they have no part in this. Empty where there are too many pairs to
/// look at.
///
/// For a pair, P(down by these two) = qᵢ qⱼ ∂²Q/∂qᵢ∂qⱼ; the mixed derivative of every j comes from
/// one pass over the diagram with event i failed.
[[nodiscard]] std::vector<OutagesOfLength> pair_outages(
    const DecisionDiagram& diagram, DecisionDiagram::Ref top,
    const std::vector<EventSensitivity>& sensitivities, const std::vector<bool>& alone,
    std::span<const EventId> working = {});

}  // namespace cutpoint
