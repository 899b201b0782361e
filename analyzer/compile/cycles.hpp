/// Resolves a circular system of equations to its least fixpoint of failure.
#pragma once

#include <cstddef>

#include "analyzer/compile/equations.hpp"
#include "analyzer/structure/function_builder.hpp"
#include "cutpoint/diagnostic.hpp"

namespace cutpoint {

/// The node of every equation; invalid ids where `diagnostics` got an error, such as that more
/// than `most_nodes` nodes would be needed.
///
/// Cycles of plain needs fail together, so each becomes one node. Cycles
/// through redundancy are unrolled: starting from "nothing has failed", as many rounds as there are
/// equations whose removal breaks all cycles (at most) reach the least fixpoint. A cycle through a
/// `connected` requirement has no meaning and is an error.
[[nodiscard]] IdVector<EquationId, NodeId> resolve_cycles(
    const Model& model, const EquationSystem& system, FunctionBuilder& builder,
    StructureFunction& function, std::size_t most_nodes, Diagnostics& diagnostics);

}  // namespace cutpoint
