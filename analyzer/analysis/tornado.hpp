/// The figures of each event moved to either end, all others as they are.
#pragma once

#include <vector>

#include "cutpoint/importance.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// One row an event, by falling difference. Exact, because the unavailability of a journey, as it
/// is, is linear in the unavailability of each single event, with Birnbaum's importance as slope;
/// empty where the importance is not known. Without what redundancy groups in time stand on: with
/// other figures they would switch and wait as often as their chains say (`analyze_sensitivity`);
/// `below_groups` as `mark_below_groups` gives it.
[[nodiscard]] std::vector<TornadoBar> tornado_bars(
    const Model& model, const StructureFunction& function,
    const IdVector<NodeId, std::uint8_t>& below_groups, double unavailability,
    const std::vector<Importance>& importance);

}  // namespace cutpoint
