/// From the chain of a cluster to the figures of independent events that behave as it says.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/failover/cluster_outcome.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Of one group of a cluster. A context is what of ground, arbiters and groups before it is down.
struct GroupFigures {
  /// Of the members' own events, which nothing but the group depends on; 1 where they stay.
  double scale = 1.0;
  /// By context: probability of the group's further events, given that not too few members work by
  /// the function itself. Below zero where the context never happens. It never falls when more is
  /// down.
  std::vector<double> residual;
  /// By context: shares of time in which the group is down by these figures and not by the chain,
  /// because of that, and the other way round.
  std::vector<double> too_much, too_little;
  double relative_error = 0;  ///< all that, as a share of the group's downtime
  /// The same of what else may be seen of the group: while some of the bits of the context are up,
  /// or one of them is down. Never less.
  double worst_error = 0;
  /// How much more what fits are off by is of what its own events tell, than of all that they and
  /// other causes below its members do.
  double dilution = 1.0;
};

/// By group. The function's events must have their own figures, not those of an earlier
/// calibration.
[[nodiscard]] std::vector<GroupFigures> group_figures(const StructureFunction& function,
                                                      const GroupCluster& cluster,
                                                      const ClusterOutcome& solved);

/// Cases of a group by context, such that a case holds wherever one with less down does: 0 none, 1
/// the failover, then the cases whose number is returned. `of`: filled in.
[[nodiscard]] std::size_t sort_cases(const GroupFigures& figures, bool has_failover,
                                     std::vector<std::uint8_t>& of);

/// Gives the group's events their figures, and the group its shares. What the cases that were
/// written cannot say is added to what `figures` are off by.
void set_group_figures(StructureFunction& function, const GroupCluster& cluster,
                       std::size_t position, GroupFigures& figures, const ClusterOutcome& solved,
                       GroupDetail detail);

}  // namespace cutpoint
