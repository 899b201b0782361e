/// Single points of failure: basic events that alone bring a node down.
#pragma once

#include <vector>

#include "analyzer/structure/failure_wave.hpp"
#include "analyzer/structure/parents.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The events whose occurrence alone fails `top`, ascending: its minimal cut sets of order 1.
///
/// Nodes are visited from the top down. A node under an OR whose failure is fatal is fatal; a node
/// with one parent shares its fate; otherwise its wave of consequences is followed only until it
/// meets a fatal node or narrows to one whose fate is known. Near-linear on real systems: no
/// evaluation of the whole function per component.
[[nodiscard]] std::vector<EventId> single_points_of_failure(const StructureFunction& function,
                                                            const Parents& parents, NodeId top,
                                                            FailureWave& wave);

}  // namespace cutpoint
