/// From the structure function to the gate graph that diagrams are built from.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Whether members of a large redundancy are operands as all others, or counted in a leaf.
enum class LargePools : std::uint8_t { told_apart, counted };

/// The part of the function below the tops: constants propagated, an `any` inside an `any` and an
/// `all` inside an `all` merged where nothing else uses the inner one, operands of a gate that only
/// it uses put together into a gate of their own, modules marked (Dutuit and Rauzy 1996). Linear
/// but for sorting, and done to the end: a part of it answers nothing. The meter is passed in
/// between.
[[nodiscard]] GateGraph make_gate_graph(const StructureFunction& function,
                                        const std::vector<NodeId>& tops,
                                        LargePools pools = LargePools::told_apart,
                                        EngineMeter* meter = nullptr);

}  // namespace cutpoint
