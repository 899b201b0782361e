/// Redundancy groups in time: which there are, and what their Markov chains make of their events.
#pragma once

#include <unordered_map>
#include <vector>

#include "analyzer/failover/chain/solved_chains.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// How much is found out about groups: all, or what decides the availability, without how their
/// outages are spread and what members without switches would make; or nothing yet.
enum class GroupDetail { all, availability, none };

/// Where the recovery groups of the function are found again while it is written.
struct RecoveryIndex {
  std::unordered_map<ComponentId, std::size_t> of_pool;
  std::unordered_map<const Requirement*, std::size_t> of_requirement;
};

/// The group whose switches are this event, or those of them that go with what else is down; null
/// where there is none.
[[nodiscard]] const FailoverGroup* group_of_failover(const StructureFunction& function,
                                                     EventId failover);

/// The events that say what a group does: its failovers, and its members' own failures.
[[nodiscard]] std::vector<EventId> told_by(const FailoverGroup& group);

/// Lists pools and groups with a failover or repair crews, and adds an event for each failover that
/// takes time. Groups of the same components are one: their work moves once.
[[nodiscard]] RecoveryIndex add_failover_groups(const Model& model, StructureFunction& function);

/// Finds which groups act on each other, solves their chains, writes the events that they need into
/// the function (which must be complete: nodes get other ids, events keep theirs), and gives these
/// their figures.
///
/// A failover's event has the share of time of its switches. Where a group shares parts with
/// others, further events count only while some of these parts are down, so that the group has the
/// probability of the chain whatever these do. Where crews or a standby change how members fail,
/// their own events are scaled so that "too few members work" has the probability of the chain.
/// `doubt` says what keeps a group's figures from being exact.
void set_up_failover_groups(StructureFunction& function, SolvedChains& chains,
                            GroupDetail detail = GroupDetail::all);

/// The figures anew, after those of some events have changed; the function stays as it is. Returns
/// how badly it fits them, as the largest share of a group's downtime: what was one case may be
/// several now (what is down matters in another order), and is told as the likeliest of them;
/// infinite where a chain that it was written for is beyond its limits. Then the groups must be set
/// up anew, in a function that was compiled without (`GroupDetail::none`).
double calibrate_failover_groups(StructureFunction& function, SolvedChains& chains,
                                 GroupDetail detail = GroupDetail::all);

/// Gives the members' own events the figures that they had before, so that the groups can be
/// calibrated again after some of these have changed.
void undo_calibration(StructureFunction& function);

}  // namespace cutpoint
