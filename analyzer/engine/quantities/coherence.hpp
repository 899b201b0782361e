/// Functions that are not coherent: a failure may mend what has failed.
#pragma once

#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

[[nodiscard]] bool has_negation_below(const StructureFunction& function, NodeId top);

/// True where no further failure makes `top` false, whatever the gates say: `x or (not x and y)` is
/// monotone. False also where the diagram is too large to tell.
[[nodiscard]] bool is_monotone(const DecisionDiagram& diagram, DecisionDiagram::Ref top);

/// The events that fail `top` alone, everything else working; ascending. For any function without
/// networks. 64 events are tried in one pass over the function.
[[nodiscard]] std::vector<EventId> events_failing_alone(const StructureFunction& function,
                                                        NodeId top);

/// Bounds for every node that hold however the children depend on each other (Boole, Fréchet): for
/// functions that are not coherent, where association does not help.
[[nodiscard]] IdVector<NodeId, ProbabilityBounds> bound_without_coherence(
    const StructureFunction& function);

}  // namespace cutpoint
