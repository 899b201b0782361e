/// What lies below some nodes of a structure function.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// By node: 1 for `tops` and everything below them. One pass over the whole function.
[[nodiscard]] IdVector<NodeId, std::uint8_t> mark_below(const StructureFunction& function,
                                                        std::span<const NodeId> tops);

/// The same without passing through the nodes of `barred`, which are themselves not marked.
[[nodiscard]] IdVector<NodeId, std::uint8_t> mark_below_but(const StructureFunction& function,
                                                            std::span<const NodeId> tops,
                                                            std::span<const NodeId> barred);

/// By event: 1 where its node is one of `tops` or below them.
[[nodiscard]] IdVector<EventId, std::uint8_t> mark_events_below(const StructureFunction& function,
                                                                std::span<const NodeId> tops);

/// What a redundancy group in time is, and what it stands on.
[[nodiscard]] std::vector<NodeId> nodes_of(const FailoverGroup& group);

/// By node: what the members of redundancy groups in time and those who make their switches stand
/// on. Its figures decide how often these switch and wait, so no event below stands for itself.
[[nodiscard]] IdVector<NodeId, std::uint8_t> mark_below_groups(const StructureFunction& function);

}  // namespace cutpoint
