#include "analyzer/analysis/service_levels/planned_downtime.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/compile/planned_windows.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

std::vector<PlannedState> planned_states(const StructureFunction& function) {
  if (function.planned.empty()) return {};
  struct Change {
    std::int64_t time;
    bool begins;
    std::uint32_t window;
  };
  const std::int64_t cycle = common_cycle(function.planned);
  std::vector<Change> changes;
  for (std::uint32_t i = 0; i < function.planned.size(); ++i) {
    const PlannedWindow& window = function.planned[i];
    const std::int64_t every = in_milliseconds(window.every_hours);
    for (std::int64_t start = in_milliseconds(window.start_hours); start < cycle; start += every) {
      changes.push_back({start, true, i});
      changes.push_back({start + in_milliseconds(window.lasts_hours), false, i});
    }
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return std::tuple(a.time, a.begins, a.window) < std::tuple(b.time, b.begins, b.window);
  });
  std::map<std::vector<EventId>, std::int64_t> lengths;
  std::multiset<EventId> on;
  std::int64_t since = 0;
  for (const Change& change : changes) {
    if (!on.empty() && change.time > since) {
      std::vector<EventId> events(on.begin(), on.end());
      events.erase(std::unique(events.begin(), events.end()), events.end());
      lengths[std::move(events)] += change.time - since;
    }
    since = change.time;
    for (const EventId event : function.planned[change.window].events) {
      if (change.begins) {
        on.insert(event);
      } else {
        on.erase(on.find(event));
      }
    }
  }
  std::vector<PlannedState> states;
  states.reserve(lengths.size());
  for (auto& [events, length] : lengths) {
    states.push_back({events, static_cast<double>(length) / static_cast<double>(cycle)});
  }
  return states;
}

double planned_unavailability(const DecisionDiagram& diagram, DecisionDiagram::Ref top, double down,
                              std::span<const PlannedState> states,
                              std::span<const EventId> working) {
  if (top == DecisionDiagram::exhausted) return 0.0;
  double more = 0.0;
  for (const PlannedState& state : states) {
    const NodeProbabilities within(diagram, state.events, working);
    more += state.share * std::max(0.0, within[top] - down);
  }
  return more;
}

}  // namespace cutpoint
