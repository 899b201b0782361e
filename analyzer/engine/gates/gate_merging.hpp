/// An `any` inside an `any`, an `all` inside an `all`: one gate where nothing else uses the inner
/// one, or nothing but what stands below the outer one.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Linear. Negations between gates count: `not any` is an `all` of negated operands. Gates merged
/// away stay in the graph, below no top. A gate with an operand and its negation becomes a
/// constant.
void merge_gates(GateGraph& graph);

/// The outermost gate takes over the operands of gates of its kind, however far below it and
/// whoever else uses these, where every way from the tops to them passes through it: wherever else
/// they are used, it has decided all of their operands (`simplify_in_context` says so).
/// Near-linear. False where nothing changed.
bool merge_shared_gates(GateGraph& graph);

}  // namespace cutpoint
