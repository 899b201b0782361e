#include "analyzer/compile/planned_windows.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace cutpoint {

namespace {

constexpr double milliseconds_an_hour = 3'600'000.0;
constexpr std::int64_t most_windows = 100'000;

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

std::int64_t in_milliseconds(double hours) {
  return std::llround(hours * milliseconds_an_hour);
}

std::int64_t common_cycle(const std::vector<PlannedWindow>& windows) {
  std::int64_t cycle = 1;
  for (const PlannedWindow& window : windows) {
    const std::int64_t every = in_milliseconds(window.every_hours);
    const std::int64_t factor = every / std::gcd(cycle, every);
    constexpr std::int64_t longest = INT64_MAX / 4;
    if (cycle > longest / factor) return 0;
    cycle *= factor;
  }
  std::int64_t number = 0;
  for (const PlannedWindow& window : windows) {
    number += cycle / in_milliseconds(window.every_hours);
    if (number > most_windows) return 0;
  }
  return cycle;
}

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

}  // namespace cutpoint
