#include "analyzer/analysis/uncertainty/group_trials.hpp"

#include <algorithm>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// Of a chain, in nodes of a diagram that are walked in the same time: each of its states, and what
/// it costs to set it up.
constexpr std::size_t steps_a_state = 3'000, steps_a_chain = 20'000;

/// What cases that were written for other figures may add to a group's downtime, as a share.
constexpr double trial_misfit = 1e-4;
/// Made anew for a trial where that is more.
constexpr std::size_t largest_diagram = 50'000;

bool meets(const std::vector<EventId>& events, const std::vector<std::uint8_t>& uncertain) {
  return std::any_of(events.begin(), events.end(), [&uncertain](EventId event) {
    return event.valid() && uncertain[event.index()] != 0;
  });
}

bool meets(const GroupCluster& cluster, const std::vector<std::uint8_t>& uncertain) {
  const auto any = [&uncertain](const std::vector<std::vector<EventId>>& lists) {
    return std::any_of(lists.begin(), lists.end(),
                       [&uncertain](const auto& events) { return meets(events, uncertain); });
  };
  return meets(cluster.ground, uncertain) || any(cluster.inner) || any(cluster.arbiter_events);
}

}  // namespace

GroupTrials::GroupTrials(const Model& model, const StructureFunction& function)
    : model_(model), function_(function), solved_(function.failover_groups.size(), 0) {
  if (function.uncertain.probabilities.empty()) return;
  solved_ = uncertain_groups();
  for (std::size_t i = 0; i < solved_.size(); ++i) {
    if (solved_[i] == 0) continue;
    const FailoverGroup& group = function.failover_groups[i];
    const std::vector<EventId> told = told_by(group);
    events_.insert(events_.end(), told.begin(), told.end());
    cost_ += steps_a_chain + steps_a_state * group.chain_states;
  }
  std::sort(events_.begin(), events_.end());
  events_.erase(std::unique(events_.begin(), events_.end()), events_.end());
}

std::vector<std::uint8_t> GroupTrials::uncertain_groups() const {
  std::vector<std::uint8_t> groups(function_.failover_groups.size(), 0), clustered(groups);
  std::vector<std::uint8_t> uncertain(function_.events.size(), 0);
  for (const auto& [event, quantity] : function_.uncertain.probabilities) uncertain[event] = 1;
  for (const GroupCluster& cluster : function_.clusters) {
    const std::uint8_t solved = meets(cluster, uncertain) ? 1 : 0;
    for (const std::uint32_t g : cluster.groups) {
      clustered[g] = 1;
      groups[g] = std::max(groups[g], solved);
    }
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const FailoverGroup& group = function_.failover_groups[g];
    if (clustered[g] != 0 || !group.node.valid() || group.members.empty()) continue;
    const auto below = mark_below(function_, group.members);
    for (const auto& [event, quantity] : function_.uncertain.probabilities) {
      const NodeId node = function_.event_nodes[EventId(event)];
      if (node.valid() && below[node] != 0) groups[g] = 1;
    }
  }
  return groups;
}

GroupTrials::Room GroupTrials::make_room() const {
  Room room{function_, std::make_unique<SolvedChains>(compared_chains), GroupsAnew(model_)};
  undo_calibration(room.function);
  auto& clusters = room.function.clusters;
  clusters.erase(
      std::remove_if(clusters.begin(), clusters.end(),
                     [this](const GroupCluster& c) { return solved_[c.groups.front()] == 0; }),
      clusters.end());
  for (std::size_t i = 0; i < solved_.size(); ++i) {
    // Without a node it is nobody's.
    if (solved_[i] == 0) room.function.failover_groups[i].node = NodeId();
  }
  return room;
}

void GroupTrials::give_figures(const Drawn& drawn, StructureFunction& function) const {
  const UncertainInputs& inputs = function_.uncertain;
  for (const auto& [event, quantity] : inputs.repairs) {
    function.events[EventId(event)].process.mean_repair_hours = drawn(quantity);
  }
  for (const auto& [event, quantity] : inputs.probabilities) {
    FailureProcess& process = function.events[EventId(event)].process;
    const double q = drawn(quantity);
    process.unavailability = q;
    const bool known = q < 1.0 && process.mean_repair_hours > 0.0;
    process.rate = known ? q / (1.0 - q) / process.mean_repair_hours
                         : function_.events[EventId(event)].process.rate;
  }
}

bool GroupTrials::solve(const Drawn& drawn, Room& room, std::vector<double>& probabilities) const {
  undo_calibration(room.function);
  give_figures(drawn, room.function);
  const double misfit =
      calibrate_failover_groups(room.function, *room.chains, GroupDetail::availability);
  probabilities.clear();
  for (const EventId event : events_) {
    probabilities.push_back(room.function.events[event].probability());
  }
  return misfit <= trial_misfit;
}

std::optional<std::vector<double>> GroupTrials::solve_anew(const Drawn& drawn, Room& room) const {
  const auto function =
      room.anew.with([&](StructureFunction& anew) { give_figures(drawn, anew); }, *room.chains);
  if (!function) return std::nullopt;
  std::vector<NodeId> tops = function->journey_failed.raw();
  tops.insert(tops.end(), function->journey_not_full.begin(), function->journey_not_full.end());
  const DecisionDiagram diagram(*function, tops, largest_diagram);
  const NodeProbabilities probabilities(diagram);
  std::vector<double> result;
  for (std::size_t i = 0; i < tops.size(); ++i) {
    if (diagram.top(i) == DecisionDiagram::exhausted) return std::nullopt;
    result.push_back(probabilities[diagram.top(i)]);
  }
  return result;
}

}  // namespace cutpoint
