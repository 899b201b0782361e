// The sensitivity table of groups in time against the same models with the change made.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyzer/advice/advise.hpp"
#include "analyzer/advice/better_figures.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/outage_frequency.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/advice.hpp"
#include "model/architecture/queries/beta_members.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::sensitivity_of_groups_test {

namespace {

/// Of the first journey, by the likely figures.
struct Outages {
  double seconds = 0;  ///< a year
  double count = 0;
};

Outages outages_of(const StructureFunction& function) {
  const DecisionDiagram diagram(function, function.journey_failed.raw(), 1'000'000);
  const NodeProbabilities probabilities(diagram);
  const DecisionDiagram::Ref top = diagram.top(0);
  return {probabilities[top] * Duration::year,
          OutageFrequency(diagram).per_year(top, sensitivities(diagram, probabilities, top))};
}

/// The component, and all that have its figures by a common cause with `beta`.
std::vector<ComponentId> alike(const Model& model, ComponentId component) {
  std::vector<ComponentId> all = alike_by_beta(model)[component];
  if (all.empty()) all.push_back(component);
  return all;
}

std::optional<Outages> outages_with(const Model& model, ComponentId component,
                                    const BetterFigures& change) {
  const Model changed =
      model.with_figures(alike(model, component), [&](Figures& figures) { change.apply(figures); });
  Diagnostics diagnostics;
  const auto function = compile(changed, diagnostics);
  if (!function) return std::nullopt;
  return outages_of(*function);
}

}  // namespace

TEST_CASE("better figures of what groups in time stand on save what the changed document says") {
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 501);
  const std::uint64_t documents = number_from_environment("CUTPOINT_MODELS", 25);
  std::size_t compared = 0;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    const std::string text = random_groups_document(seed);
    const CompiledDocument document(text);
    INFO("seed " << seed << "\n" << text);
    const Outages before = outages_of(document.function);
    const Sensitivity table = analyze_sensitivity(document.model, document.function, {});
    for (const SensitivityRow& row : table.journeys[JourneyId(0U)].rows) {
      if (row.kind != EventKind::component || !row.component.valid()) continue;
      const Component& component = document.model.components[row.component];
      INFO(component.name);
      const BetterFigures quicker{1.0, half_repair(*component.figures)}, steadier{0.5, 1.0};
      const auto repaired = outages_with(document.model, row.component, quicker);
      const auto longer = outages_with(document.model, row.component, steadier);
      REQUIRE((repaired && longer));
      const auto check = [&](const std::optional<double>& saved, double changed, double now) {
        if (!saved) return;
        ++compared;
        CHECK(std::abs(*saved - (now - changed)) <= 1e-6 * now);
      };
      check(row.half_repair, repaired->seconds, before.seconds);
      check(row.double_uptime, longer->seconds, before.seconds);
      check(row.outages_spared, longer->count, before.count);
    }
  }
  CHECK(compared >= documents);
}

TEST_CASE("one more of a place saves no more than if it never failed, or is not told") {
  // With a second zone, what hosts and crews do is beyond one chain, and would be played.
  constexpr const char* text = R"(
journeys: {j: {needs: [web]}}
components:
  east: {kind: zone, mtbf: 900h, mttr: 4h}
  west: {kind: zone, mtbf: 5000h, mttr: 2h}
  east-host: {kind: host, mtbf: 1200h, mttr: 15m, runs_on: east}
  west-host: {kind: host, mtbf: 1200h, mttr: 15m, runs_on: west}
  web: {kind: service, mtbf: 90h, mttr: 5h, replicas: 3, runs_on: [east-host, west-host], placement: spread, repair_crews: 1}
)";
  const CompiledDocument document(text);
  const Sensitivity found = analyze_sensitivity(document.model, document.function, {});
  const double down = outages_of(document.function).seconds;
  bool told = false;
  for (const SensitivityRow& row : found.journeys[JourneyId(0U)].rows) {
    if (row.kind != EventKind::component) continue;
    const Component& component = document.model.components[row.component];
    if (component.is_pool()) continue;
    const Model perfect = document.model.with_figures(
        {row.component}, [](Figures& figures) { figures.unavailability = 0.0; });
    Diagnostics diagnostics;
    const auto function = compile(perfect, diagnostics);
    REQUIRE(function);
    const double at_most = down - outages_of(*function).seconds;
    INFO(component.name);
    CHECK(row.one_more.value_or(0.0) <= at_most * (1.0 + 1e-6));
    CHECK(row.double_uptime.value_or(0.0) <= at_most * (1.0 + 1e-6));
    told = told || row.double_uptime.has_value();
  }
  CHECK(told);
  CHECK_FALSE(found.complete);
}

}  // namespace cutpoint::testing::sensitivity_of_groups_test
