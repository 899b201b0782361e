/// Redundancy groups in time: which there are, and what their Markov chains make of their events.
#pragma once

#include <unordered_map>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Where the recovery groups of the function are found again while it is written.
struct RecoveryIndex {
  std::unordered_map<ComponentId, std::size_t> of_pool;
  std::unordered_map<const Requirement*, std::size_t> of_requirement;
};

/// The group whose switches are this event, or those of them that a shared part sets off; null
/// where there is none.
[[nodiscard]] const FailoverGroup* group_of_failover(const StructureFunction& function,
                                                     EventId failover);

/// Lists pools and groups with a failover or repair crews, and adds an event for each failover that
/// takes time. Groups of the same components are one: their work moves once.
[[nodiscard]] RecoveryIndex add_failover_groups(const Model& model, StructureFunction& function);

/// Gives the groups' events the figures of their chains; the function must be complete.
///
/// A failover's event has the share of time and the frequency of its switches. Where crews or a
/// standby change how members fail, their own events are scaled so that "too few members work" has
/// the probability and the frequency of the chain. Where every member is one event with exponential
/// repairs that nothing else needs, the group is a module and its figures are exact; else
/// `approximation` says why not.
void calibrate_failover_groups(StructureFunction& function);

/// Gives the members' own events the figures that they had before, so that the groups can be
/// calibrated again after some of these have changed.
void undo_calibration(StructureFunction& function);

}  // namespace cutpoint
