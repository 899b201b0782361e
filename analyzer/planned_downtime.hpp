/// Maintenance windows: which there are, and which are on together for how long.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The windows of all components. An error where their cycles have no common one of a stated size.
[[nodiscard]] std::vector<PlannedWindow> planned_windows(const Model& model,
                                                         const StructureFunction& function,
                                                         Diagnostics& diagnostics);

/// Events that are on together because of windows, for this share of time.
struct PlannedState {
  std::vector<EventId> events;  ///< ascending
  double share = 0;
};

/// Every combination of windows that is ever on, over the cycle that all windows have in common.
[[nodiscard]] std::vector<PlannedState> planned_states(const StructureFunction& function);

/// The cycle in hours after which all windows repeat; 0 where there are none.
[[nodiscard]] double common_cycle_hours(const std::vector<PlannedWindow>& windows);

}  // namespace cutpoint
