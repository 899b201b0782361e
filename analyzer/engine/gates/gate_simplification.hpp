/// Gates that say the same become one; what an operand makes needless is left out.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// One pass from the events up:
///  - constants spread;
///  - gates with the same operands become one, also where one is the other's negation (De Morgan);
///  - `a or (a and b)` becomes `a`; `a or (not a and b)` becomes `a or b` where nothing else uses
///    the inner gate; both also with `and` and `or` exchanged.
/// The functions of the tops stay as they are; vertices below no top are dropped. Linear but for
/// sorting. False where nothing became simpler.
bool simplify_gates(GateGraph& graph);

}  // namespace cutpoint
