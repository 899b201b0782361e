/// An order of leaves that finishes what it has begun.
#pragma once

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module_skeleton.hpp"
#include "analyzer/engine/orders/variable_order.hpp"

namespace cutpoint {

/// Takes, again and again, the leaf that comes nearest to closing gates that are open: those with
/// some operands placed and some not. Where many alike structures hang on shared parts (a fat-tree
/// with services in several pods), the copies of each part come to lie side by side, which a walk
/// from the top does not see. Empty where the time is over.
[[nodiscard]] VariableOrder closing_order(const PartSkeleton& skeleton,
                                          EngineMeter* meter = nullptr);

}  // namespace cutpoint
