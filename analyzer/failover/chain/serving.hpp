/// Who serves a redundancy group.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// How many members must serve at once for one user's, or all, work.
[[nodiscard]] std::size_t slots_of(const FailoverGroup& group);

/// Members, by position, in the order in which they are asked to serve: as written; of a pool those
/// on the host named first come first.
[[nodiscard]] std::vector<std::uint32_t> service_order(const FailoverGroup& group);

/// The failures of those who serve while all members work.
[[nodiscard]] std::vector<NodeId> serving_at_first(const FailoverGroup& group);

}  // namespace cutpoint
