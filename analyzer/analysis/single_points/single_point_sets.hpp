/// Single points of failure of many nodes at once.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// For each of `tops` the events whose occurrence alone fails it, ascending; the same as
/// single_points_of_failure() of each, in one pass from the leaves up: an `any` is failed by what
/// fails one of its children, an `all` by what fails each of them.
///
/// Work is the size of all sets on the way, which near the root of a deep system is most of it:
/// absent where more than `entry_limit` entries would be met, and where networks, negations or
/// constants lie below.
[[nodiscard]] std::optional<std::vector<std::vector<EventId>>> single_points_of_all(
    const StructureFunction& function, std::span<const NodeId> tops,
    std::size_t entry_limit = 20'000'000);

}  // namespace cutpoint
