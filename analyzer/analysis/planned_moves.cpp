#include "analyzer/analysis/planned_moves.hpp"

#include <algorithm>

#include "analyzer/analysis/journey_analysis.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/failover/failover_results.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// Groups that switch and do nothing else are none: a planned move needs no switch.
void leave_out_switches(StructureFunction& function) {
  for (FailoverGroup& group : function.failover_groups) {
    if (!group.shapes_members()) group.node = NodeId();
  }
}

}  // namespace

PlannedMoves::PlannedMoves(const Model& model, const StructureFunction& function,
                           std::span<const PlannedState> windows, const AnalysisOptions& options)
    : model_(model), function_(function), windows_(windows), options_(options), anew_(model) {
  if (!windows.empty() && !function.failover_groups.empty()) mark_shaping_events();
}

void PlannedMoves::mark_shaping_events() {
  std::vector<NodeId> members;
  for (std::size_t g = 0; g < function_.failover_groups.size(); ++g) {
    const FailoverGroup& group = function_.failover_groups[g];
    if (!group.shapes_members() || !group.node.valid()) continue;
    members.insert(members.end(), group.members.begin(), group.members.end());
    if (group.arbiter.valid()) members.push_back(group.arbiter);
    const bool pool = group.components.size() == 1;
    for (std::size_t i = 0; i < group.own.size(); ++i) {
      if (group.own[i].valid()) own_[group.own[i]] = {g, pool ? i % group.hosts : i};
    }
  }
  shaping_ = mark_events_below(function_, members);
}

PlannedMoves::StateKind PlannedMoves::kind_of(const PlannedState& state) const {
  StateKind kind;
  for (const EventId event : state.events) {
    const auto own = own_.find(event);
    const std::size_t events = function_.failover_groups.size();
    ++kind[own != own_.end() ? own->second : std::pair(events, event.index())];
  }
  return kind;
}

bool PlannedMoves::shapes_groups(const PlannedState& state) const {
  return std::any_of(state.events.begin(), state.events.end(),
                     [this](EventId event) { return shaping_[event] != 0; });
}

std::optional<StructureFunction> PlannedMoves::function_with(std::span<const EventId> taken,
                                                             std::span<const EventId> excluded) {
  return anew_.with(
      [&](StructureFunction& anew) {
        for (const EventId event : excluded) anew.events[event].view = EventView::never;
        for (const EventId event : taken) anew.events[event].view = EventView::always;
        leave_out_switches(anew);
      },
      chains_);
}

std::optional<double> PlannedMoves::unavailability(JourneyId journey,
                                                   std::span<const EventId> excluded,
                                                   const EngineBudget& budget) {
  if (windows_.empty() || !stands_on_groups(function_, journey)) return std::nullopt;
  const auto as_ever = function_with({}, excluded);
  if (!as_ever) return std::nullopt;
  EngineMeter meter = engine_meter(model_, *as_ever, budget, working(options_));
  const auto top_of = [journey](const StructureFunction& function) {
    return std::vector{function.journey_failed[journey]};
  };
  const DecisionDiagram diagram(*as_ever, top_of(*as_ever), options_.bdd_nodes, &meter);
  if (diagram.top(0) == DecisionDiagram::exhausted) return std::nullopt;
  const double down = NodeProbabilities(diagram)[diagram.top(0)];
  std::map<StateKind, double> known;  // what a window of this kind adds
  double more = 0.0;
  for (const PlannedState& state : windows_) {
    const auto [place, added] = known.try_emplace(kind_of(state), 0.0);
    if (added && !shapes_groups(state)) {
      place->second = NodeProbabilities(diagram, state.events)[diagram.top(0)] - down;
    } else if (added) {
      const auto function = function_with(state.events, excluded);
      if (!function) return std::nullopt;
      const DecisionDiagram within(*function, top_of(*function), options_.bdd_nodes, &meter);
      if (within.top(0) == DecisionDiagram::exhausted) return std::nullopt;
      place->second = NodeProbabilities(within)[within.top(0)] - down;
    }
    more += state.share * std::max(0.0, place->second);
  }
  return more;
}

}  // namespace cutpoint
