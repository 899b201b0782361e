/// What lies below some nodes, as a function of its own.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A function of the nodes below some roots, and of their events only: both are numbered anew, in
/// the same order. Its size is that of the part, not of the whole.
struct FunctionPart {
  StructureFunction function;
  std::vector<NodeId> roots;
  IdVector<EventId, EventId> original;  ///< ascending
  /// The event's number in the part; invalid where it is not below the roots.
  [[nodiscard]] EventId here(EventId event) const;
};

/// Everything below a node, itself included, in no particular order.
[[nodiscard]] std::vector<NodeId> nodes_below(const StructureFunction& function, NodeId root);

[[nodiscard]] FunctionPart part_below(const StructureFunction& function,
                                      const std::vector<NodeId>& roots);

}  // namespace cutpoint
