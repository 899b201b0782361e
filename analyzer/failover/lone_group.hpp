/// Figures of groups whose chain with all that acts on them cannot be had.
#pragma once

#include "analyzer/failover/chain/solved_chains.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Takes the members as independent of each other and of everything else, each with the failures
/// and repairs of all that it stands on; what takes too many of them at once is left to the
/// function. Groups inside of the members must have their figures.
void set_lone_group(StructureFunction& function, FailoverGroup& group, SolvedChains& chains);

/// Unavailability of a group if switches and waiting for crews took no time.
[[nodiscard]] double instant_unavailability(const StructureFunction& function,
                                            const FailoverGroup& group);

}  // namespace cutpoint
