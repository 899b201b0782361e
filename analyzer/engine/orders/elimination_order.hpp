/// An order of leaves along a tree decomposition.
#pragma once

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module_skeleton.hpp"
#include "analyzer/engine/orders/variable_order.hpp"

namespace cutpoint {

/// Gates and leaves are eliminated one after the other, next the one that makes fewest new
/// neighbours of what it joins (min-fill), which gives a tree decomposition of the part. Walked
/// from the roots, small branches before large ones, so that little is open at a time: a part of
/// small width keeps few gates begun and not finished. Empty where that would cost too much,
/// or the time is over.
[[nodiscard]] VariableOrder elimination_order(const PartSkeleton& skeleton,
                                              EngineMeter* meter = nullptr);

}  // namespace cutpoint
