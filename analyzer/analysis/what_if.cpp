#include <algorithm>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/single_points/failure_forest.hpp"
#include "analyzer/failover/chain/serving.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

namespace {

/// A member that serves while all is well has failed, and who would move its work is down.
bool is_stuck(const FailoverGroup& group, const IdVector<NodeId, std::uint8_t>& failed) {
  if (!group.stuck.valid() || !group.node.valid() || failed[group.arbiter] == 0) return false;
  const auto serving = serving_at_first(group);
  return std::any_of(serving.begin(), serving.end(),
                     [&failed](NodeId member) { return failed[member] != 0; });
}

/// Which nodes are failed, once switches are over; those that nobody can make are added to `stuck`.
IdVector<NodeId, std::uint8_t> failed_after_switches(const StructureFunction& function,
                                                     std::vector<EventId> events,
                                                     std::vector<EventId>& stuck) {
  auto failed = evaluate(function, events);
  for (bool more = true; more;) {
    more = false;
    for (const FailoverGroup& group : function.failover_groups) {
      if (!is_stuck(group, failed)) continue;
      if (std::find(events.begin(), events.end(), group.stuck) != events.end()) continue;
      events.push_back(group.stuck);
      stuck.push_back(group.stuck);
      more = true;
    }
    if (more) failed = evaluate(function, events);
  }
  return failed;
}

}  // namespace

std::string_view name_of(Consequence::JourneyState::State state) {
  using State = Consequence::JourneyState::State;
  switch (state) {
    case State::up:
      return "up";
    case State::degraded:
      return "degraded";
    case State::down:
      break;
  }
  return "down";
}

Consequence what_if(const Model& model, const StructureFunction& function,
                    std::vector<EventId> failed_events) {
  Consequence result;
  std::sort(failed_events.begin(), failed_events.end());
  failed_events.erase(std::unique(failed_events.begin(), failed_events.end()), failed_events.end());
  result.failed = std::move(failed_events);
  const auto failed_nodes = failed_after_switches(function, result.failed, result.stuck);
  const FailurePaths::Failed failed = [&](ComponentId id) {
    return failed_nodes[function.component_failed[id]] != 0;
  };
  std::vector<ComponentId> origins;
  for (const EventId event : result.failed) {
    const auto own = origins_of(model, function.events[event]);
    origins.insert(origins.end(), own.begin(), own.end());
  }
  std::sort(origins.begin(), origins.end());
  origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  // Struck: failed by itself, so that the component is no consequence. A pool always is one: what
  // fails are its instances, and it falls with too many of them.
  const auto struck = [&](ComponentId id) {
    const auto& own = function.component_events[id];
    return own.size() == 1 &&
           std::binary_search(result.failed.begin(), result.failed.end(), own.front());
  };
  const auto used = mark_below(function, function.journey_not_full.raw());
  for (const EventId event : result.failed) {
    const NodeId node = function.event_nodes[event];
    if (!node.valid() || used[node] == 0) result.unused.push_back(event);
  }
  const FailurePaths hard_paths(model, false);
  const FailureForest hard(model, hard_paths, origins, failed);
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const ComponentId id(i);
    if (!failed(id) || struck(id)) continue;
    result.fallen.push_back({id, hard.from(id)});
  }
  const FailurePaths soft_paths(model, true);
  const FailureForest soft(model, soft_paths, origins, failed);
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    const JourneyId id(i);
    Consequence::JourneyState state;
    if (failed_nodes[function.journey_failed[id]] != 0) {
      state.state = Consequence::JourneyState::State::down;
      state.path = hard.from(id);
    } else if (failed_nodes[function.journey_not_full[id]] != 0) {
      state.state = Consequence::JourneyState::State::degraded;
      state.path = soft.from(id);
    }
    result.journeys.push_back(std::move(state));
  }
  return result;
}

}  // namespace cutpoint
