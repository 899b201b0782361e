/// Where a group's figures do not say what its chain does, and what is down then.
#pragma once

#include <vector>

#include "analyzer/failover/cluster_figures.hpp"

namespace cutpoint {

/// The contexts that make most of it, one by one, and the rest as one. What is down is told
/// generously: all events that make it so, and more where that is not known, so that a function
/// which never falls when more is down is in none of its states less likely to.
[[nodiscard]] std::vector<FailoverGroup::Deviation> deviations_of(const StructureFunction& function,
                                                                  const GroupCluster& cluster,
                                                                  std::size_t position,
                                                                  const GroupFigures& figures);

}  // namespace cutpoint
