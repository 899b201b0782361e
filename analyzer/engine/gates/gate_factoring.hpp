/// Factors out what alternatives have in common.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Rewrites sums of products, and products of sums: `(a and b) or (a and c)` becomes
/// `a and (b or c)`, where nothing else uses the inner gates. What is most shared and largest is
/// taken out first. True where something changed. Keeps the order of operands that stay and the
/// topological order of vertices.
bool factor_gates(GateGraph& graph);

}  // namespace cutpoint
