/// What an operand of a gate decides for everything that counts through that gate alone.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// `a or f(a)` becomes `a or f(false)` and `a and f(a)` becomes `a and f(true)`, however deep in f
/// and for any operand a, where every way from the tops to that place in f passes through the outer
/// gate: where a has decided it, f does not matter (after Niemelä 1997).
///
/// The functions of the tops stay as they are; those of other vertices need not. Leaves constants
/// behind, which simplify_gates() spreads. Near-linear. False where nothing changed.
bool simplify_in_context(GateGraph& graph);

}  // namespace cutpoint
