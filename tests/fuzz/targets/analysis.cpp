// An architecture is loaded and analysed: bounds are bounds, and single points fell their journey.
#include "cutpoint/system.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

namespace {

/// Enough for what seeds hold; what an input grows to beyond it costs time and finds nothing new.
constexpr std::size_t most_components = 400;

AnalysisOptions within(std::uint64_t steps) {
  AnalysisOptions options;
  options.budget.steps = steps;
  options.bdd_nodes = 200'000;
  return options;
}

void require_range(const AvailabilityResult& result, const std::string& input) {
  require(result.lower_unavailability >= 0.0, "no unavailability below 0", input);
  require(result.lower_unavailability <= result.upper_unavailability, "ends are in order", input);
  require(result.upper_unavailability <= 1.0, "no unavailability above 1", input);
}

/// Of the same journey, found with less and with more work.
void require_narrower(const AvailabilityResult& less, const AvailabilityResult& more,
                      const std::string& input) {
  if (less.method == Method::estimated || more.method == Method::estimated) return;
  const double slack = 1e-9 * more.upper_unavailability;
  require(less.lower_unavailability <= more.upper_unavailability + slack &&
              more.lower_unavailability <= less.upper_unavailability + slack,
          "bounds of little work hold what more work finds", input);
}

void require_fells(const System& system, const JourneyAnalysis& journey, const std::string& input) {
  for (const SinglePoint& point : journey.single_points) {
    const BasicEvent& event = system.function().events[point.event];
    if (event.kind != EventKind::component || !journey.coherent) continue;
    const auto consequence = what_if(system, {system.model().components[event.component].name});
    if (!consequence) continue;  // a pool goes by the names of its instances
    require(consequence->journeys[journey.journey].state == Consequence::JourneyState::State::down,
            "a single point that fails fells its journey", input);
  }
}

}  // namespace

void fuzz_analysis(const std::string& input) {
  const System system = load_text("model.yaml", input);
  if (!system || system.model().components.size() > most_components) return;
  const Analysis less = analyze(system, within(20'000));
  const Analysis more = analyze(system, within(1'000'000));
  require(less.journeys.size() == more.journeys.size(), "every journey is answered", input);
  for (std::size_t i = 0; i < more.journeys.size(); ++i) {
    const JourneyId id(i);
    require_range(more.journeys[id].up, input);
    require_range(more.journeys[id].full, input);
    require_range(less.journeys[id].up, input);
    require_narrower(less.journeys[id].up, more.journeys[id].up, input);
    require_fells(system, more.journeys[id], input);
  }
}

}  // namespace cutpoint::fuzzing
