/// What maintenance windows cost: which are on together for how long, and what is down then.
#pragma once

#include <span>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Events that are on together because of windows, for this share of time.
struct PlannedState {
  std::vector<EventId> events;  ///< ascending
  double share = 0;
};

/// Every combination of windows that is ever on, over the cycle that all windows have in common.
[[nodiscard]] std::vector<PlannedState> planned_states(const StructureFunction& function);

/// Share of time that a top event is down in windows only, beyond the share `down` without them;
/// events of `working` (sorted) never occur. Failures know nothing of windows: the mean over their
/// states. 0 for a top without a diagram.
[[nodiscard]] double planned_unavailability(const DecisionDiagram& diagram,
                                            DecisionDiagram::Ref top, double down,
                                            std::span<const PlannedState> states,
                                            std::span<const EventId> working = {});

}  // namespace cutpoint
