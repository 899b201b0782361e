/// Who serves a redundancy group, and what moving its work takes.
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

/// What any switch of a group of like members comes to.
[[nodiscard]] FailoverGroup::MemberSwitch any_switch(const FailoverGroup& group);

/// A switch from one member to another: with the start of who takes over.
[[nodiscard]] FailoverGroup::MemberSwitch switch_between(const FailoverGroup::MemberSwitch& from,
                                                         const FailoverGroup::MemberSwitch& to);

/// The failures of those who serve while all members work.
[[nodiscard]] std::vector<NodeId> serving_at_first(const FailoverGroup& group);

}  // namespace cutpoint
