/// An order of leaves that keeps together what is used together.
#pragma once

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module_skeleton.hpp"
#include "analyzer/engine/orders/variable_order.hpp"

namespace cutpoint {

/// A depth-first walk that, whenever a gate asks for its next operand, takes the one of whose
/// leaves the largest share has been met already, weighed against how much of the root's weight
/// flows into it (Minato 1990). On the Aralia trees the best single order by far. Empty where the
/// walk would cost too much, or the time is over.
[[nodiscard]] VariableOrder affinity_order(const PartSkeleton& skeleton,
                                           EngineMeter* meter = nullptr);

}  // namespace cutpoint
