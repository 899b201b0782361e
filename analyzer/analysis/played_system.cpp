#include "analyzer/analysis/played_system.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "analyzer/simulation/simulate.hpp"

namespace cutpoint {

namespace {

/// Fewer in large systems, where each change is looked for among more.
constexpr double changes_played = 3e5, least_changes = 3e4, large_function = 5'000.0;
constexpr double fewest_years = 100.0, most_played_years = 100'000.0;

std::uint32_t years_to_play(const StructureFunction& function) {
  double per_hour = 0.0;
  for (const BasicEvent& event : function.events) {
    const double rate = event.process.rate;
    const bool played = event.can_fail && event.kind != EventKind::failover;
    if (played && std::isfinite(rate)) per_hour += 2.0 * rate;
  }
  const double small = large_function / static_cast<double>(function.nodes.size() + 1);
  const double changes = std::clamp(changes_played * small, least_changes, changes_played);
  const double years = changes / (per_hour * Duration::hours_a_year + 1e-9);
  return static_cast<std::uint32_t>(std::clamp(years, fewest_years, most_played_years));
}

}  // namespace

const Simulation* PlayedSystem::simulation() {
  if (!played_) {
    SimulationOptions options;
    options.years = years_to_play(function_);
    options.seed = 1;
    options.confidence = 0.999;
    played_.emplace(simulate(model_, function_, options));
  }
  return *played_ ? &**played_ : nullptr;
}

}  // namespace cutpoint
