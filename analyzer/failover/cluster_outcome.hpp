/// What the chain of a cluster says, with how far fitted times may have led it astray.
#pragma once

#include <cstddef>
#include <optional>

#include "analyzer/failover/chain/group_chain.hpp"
#include "analyzer/failover/chain/solved_chains.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct ClusterOutcome {
  GroupOutcome outcome;
  /// How far the time that a group is down may be off, as a share of it, because fixed or spread
  /// times were followed by phases; 0 where no time was.
  double relative_error = 0;
  double flows_error = 0;  ///< the same of how often a group goes down
};

/// Fixed times are followed by 1, 2, 4, … phases and carried on to infinitely many (Richardson);
/// spread ones by two fits. Where a chain says nothing, `doubt` says why.
[[nodiscard]] std::optional<ClusterOutcome> solve_cluster(const StructureFunction& function,
                                                          const GroupCluster& cluster,
                                                          SolvedChains& chains, GroupDoubt& doubt);

}  // namespace cutpoint
