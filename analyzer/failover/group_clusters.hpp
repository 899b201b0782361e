/// Which groups in time act on each other, and what they share with the rest of the function.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Groups with a failover or a standby react to failures; two of them that stand on the same part
/// remember the same history. So do groups inside of each other's members, and those that are
/// arbiters of others. They are one cluster. Only groups, ground, arbiters and events are filled
/// in. Groups that are not `among` these are as if they were none.
[[nodiscard]] std::vector<GroupCluster> find_clusters(const StructureFunction& function,
                                                      const std::vector<std::uint32_t>& among);

/// The cluster of these groups (inner ones first), taken by themselves.
[[nodiscard]] GroupCluster cluster_of(const StructureFunction& function,
                                      std::vector<std::uint32_t> groups);

/// Each group of the cluster with those inside of its members, as a cluster of its own; groups that
/// are inside of others are not listed again.
[[nodiscard]] std::vector<GroupCluster> apart(const StructureFunction& function,
                                              const GroupCluster& cluster);

}  // namespace cutpoint
