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

/// Two independent events that fail a top together, `first` before `second` by number.
struct PairSensitivity {
  EventId first;
  EventId second;
  double mixed = 0;  ///< ∂²Q/∂q∂q: times both unavailabilities, P(down by these two)
};

/// Pairs that decide the top whatever else happens. Failures of more than two together are left
/// out. `alone`: by event, those that fail the top by themselves; they have no part in this. Empty
/// where there are too many pairs to look at. The mixed derivatives of one event with all others
/// come from one pass over the diagram with that event failed.
[[nodiscard]] std::vector<PairSensitivity> pair_sensitivities(
    const DecisionDiagram& diagram, DecisionDiagram::Ref top,
    const std::vector<EventSensitivity>& sensitivities, const std::vector<bool>& alone,
    std::span<const EventId> working = {});

/// Outages of `top` that begin when the second of such a pair happens while the first one is on,
/// and end with the first repair of either: each pair of lengths with its own mean.
[[nodiscard]] std::vector<OutagesOfLength> pair_outages(
    const DecisionDiagram& diagram, DecisionDiagram::Ref top,
    const std::vector<EventSensitivity>& sensitivities, const std::vector<bool>& alone,
    std::span<const EventId> working = {});

}  // namespace cutpoint
