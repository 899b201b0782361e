/// What lies below some nodes of a structure function.
#pragma once

#include <cstdint>
#include <span>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// By node: 1 for `tops` and everything below them. One pass over the whole function.
[[nodiscard]] IdVector<NodeId, std::uint8_t> mark_below(const StructureFunction& function,
                                                        std::span<const NodeId> tops);

/// The same without passing through the nodes of `barred`, which are themselves not marked.
[[nodiscard]] IdVector<NodeId, std::uint8_t> mark_below_but(const StructureFunction& function,
                                                            std::span<const NodeId> tops,
                                                            std::span<const NodeId> barred);

/// By node: what the members of redundancy groups in time and those who make their switches stand
/// on. Its figures decide how often these switch and wait, so no event below stands for itself.
[[nodiscard]] IdVector<NodeId, std::uint8_t> mark_below_groups(const StructureFunction& function);

}  // namespace cutpoint
