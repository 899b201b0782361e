/// Maintenance windows: which there are, and when they come round together.
#pragma once

#include <cstdint>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The windows of all components. An error where their cycles have no common one of a stated size.
[[nodiscard]] std::vector<PlannedWindow> planned_windows(const Model& model,
                                                         const StructureFunction& function,
                                                         Diagnostics& diagnostics);

/// Times of windows are compared in whole milliseconds.
[[nodiscard]] std::int64_t in_milliseconds(double hours);

/// The least common multiple of all cycles in milliseconds; 0 where it is too large, which the
/// windows of a compiled function never are.
[[nodiscard]] std::int64_t common_cycle(const std::vector<PlannedWindow>& windows);

/// The same in hours; 0 where there are no windows.
[[nodiscard]] double common_cycle_hours(const std::vector<PlannedWindow>& windows);

}  // namespace cutpoint
