/// An `any` inside an `any`, an `all` inside an `all`: one gate where nothing else uses the inner
/// one.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Linear. Negations between gates count: `not any` is an `all` of negated operands. Gates merged
/// away stay in the graph, below no top. A gate with an operand and its negation becomes a
/// constant.
void merge_gates(GateGraph& graph);

}  // namespace cutpoint
