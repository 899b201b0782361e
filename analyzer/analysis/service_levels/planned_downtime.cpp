#include "analyzer/analysis/service_levels/planned_downtime.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

namespace {

constexpr double milliseconds_an_hour = 3'600'000.0;
constexpr std::int64_t most_windows = 100'000;

std::int64_t milliseconds(double hours) {
  return std::llround(hours * milliseconds_an_hour);
}

/// The least common multiple of all cycles in milliseconds; 0 where it is too large.
std::int64_t common_cycle(const std::vector<PlannedWindow>& windows) {
  std::int64_t cycle = 1;
  for (const PlannedWindow& window : windows) {
    const std::int64_t every = milliseconds(window.every_hours);
    const std::int64_t factor = every / std::gcd(cycle, every);
    constexpr std::int64_t longest = INT64_MAX / 4;
    if (cycle > longest / factor) return 0;
    cycle *= factor;
  }
  std::int64_t number = 0;
  for (const PlannedWindow& window : windows) {
    number += cycle / milliseconds(window.every_hours);
    if (number > most_windows) return 0;
  }
  return cycle;
}

void add_windows(const Component& component, ComponentId id, const Maintenance& written,
                 const StructureFunction& function, std::vector<PlannedWindow>& windows) {
  PlannedWindow window;
  window.component = id;
  window.start_hours = written.start ? written.start->value.in_hours() : 0.0;
  window.lasts_hours = written.lasts->value.in_hours();
  window.every_hours = written.every->value.in_hours();
  const std::vector<EventId>& events = function.component_events[id];
  if (!component.is_pool() || (written.rolling && !written.rolling->value)) {
    window.events = events;
    windows.push_back(window);
    return;
  }
  for (const EventId event : events) {
    window.events = {event};
    windows.push_back(window);
    window.start_hours += window.lasts_hours;
  }
}

}  // namespace

std::vector<PlannedWindow> planned_windows(const Model& model, const StructureFunction& function,
                                           Diagnostics& diagnostics) {
  std::vector<PlannedWindow> windows;
  const Maintenance* last = nullptr;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const Component& component = model.components[ComponentId(i)];
    if (!component.details) continue;
    for (const Maintenance& written : component.details->maintenance) {
      add_windows(component, ComponentId(i), written, function, windows);
      last = &written;
      if (windows.size() > static_cast<std::size_t>(most_windows)) break;
    }
  }
  if (last != nullptr && common_cycle(windows) == 0) {
    diagnostics
        .error("too-large", last->span,
               fmt::format("the maintenance windows have no common cycle of at most {} windows",
                           most_windows))
        .help = "choose cycles that are multiples of each other, such as 7d and 28d";
    windows.clear();
  }
  return windows;
}

double common_cycle_hours(const std::vector<PlannedWindow>& windows) {
  return windows.empty() ? 0.0 : static_cast<double>(common_cycle(windows)) / milliseconds_an_hour;
}

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
    const std::int64_t every = milliseconds(window.every_hours);
    for (std::int64_t start = milliseconds(window.start_hours); start < cycle; start += every) {
      changes.push_back({start, true, i});
      changes.push_back({start + milliseconds(window.lasts_hours), false, i});
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
