/// Large redundancies of alike members: counted, given what of their shared ground has failed.
#pragma once

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Replaces each large `at_least` whose operands are alike but for a few vertices that they share
/// with each other or with the rest (zones, a needed database). What is shared is decided first;
/// for each set of members that it leaves, one leaf says whether too many of them have failed. Of
/// these leaves at most one counts in any state, so they may be taken as independent. Linear in the
/// graph, and in the number of such sets for each gate.
[[nodiscard]] GateGraph count_pools(const GateGraph& graph, const StructureFunction& function);

}  // namespace cutpoint
