/// Orders of a part's leaves to try: how large a diagram becomes depends on little else.
#pragma once

#include <cstddef>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/orders/variable_order.hpp"

namespace cutpoint {

/// In which order to try them; each is made when it is asked for.
enum class OrderHeuristic {
  affinity,         ///< depth first, operands that share most with what was met before others
  closing,          ///< the leaf next that comes nearest to closing gates that are open
  depth_first,      ///< as a depth-first walk meets the leaves
  small_first,      ///< the same, operands with fewer leaves below first
  large_first,      ///< the same, operands with more leaves below first
  most_used_first,  ///< the same, operands with more users first
  weights,          ///< weight flows from the roots evenly down; heaviest leaf first (Minato 1990)
  gates_first,      ///< operands that are gates first, those with more users before others
  elimination,      ///< along a tree decomposition
  force,            ///< small_first, then leaves pulled to the middle of the gates they share
};

/// For parts of more vertices than these only depth_first is quick enough.
inline constexpr std::size_t largest_order_choice = 50'000;

/// Leaves of the part by their numbers. Where the time of the meter is over before the order is
/// made, the best so far, or that of a depth-first walk.
[[nodiscard]] VariableOrder variable_order(const GateModule& part, OrderHeuristic heuristic,
                                           EngineMeter* meter = nullptr);

}  // namespace cutpoint
