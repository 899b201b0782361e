/// Operands of a gate that only it uses, put together into a gate of their own.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// The vertices below the tops, and in each `any` and `all` every group of operands that share
/// something with each other and nothing with the rest of the graph as a gate of its own, so that
/// it becomes a module. What shares nothing with anything is one more group. Linear but for
/// sorting.
[[nodiscard]] GateGraph group_operands(const GateGraph& graph);

}  // namespace cutpoint
