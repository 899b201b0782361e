// The sensitivity table of groups in time against the same models with the change made.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "analyzer/advice/better_figures.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/sensitivity.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::sensitivity_of_groups_test {

namespace {

/// Seconds a year of the first journey by the likely figures.
double downtime(const StructureFunction& function) {
  const DecisionDiagram diagram(function, function.journey_failed.raw(), 1'000'000);
  return NodeProbabilities(diagram)[diagram.top(0)] * Duration::year;
}

std::optional<double> downtime_with(const Model& model, ComponentId component,
                                    const BetterFigures& change) {
  const Model changed =
      model.with_figures({component}, [&](Figures& figures) { change.apply(figures); });
  Diagnostics diagnostics;
  const auto function = compile(changed, diagnostics);
  if (!function) return std::nullopt;
  return downtime(*function);
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
    if (!document.model.common_causes.empty()) continue;  // of `beta` members change together
    const double before = downtime(document.function);
    const Sensitivity table = analyze_sensitivity(document.model, document.function, {});
    for (const SensitivityRow& row : table.journeys[JourneyId(0U)].rows) {
      if (row.kind != EventKind::component || !row.component.valid()) continue;
      const Component& component = document.model.components[row.component];
      INFO(component.name);
      const auto check = [&](const std::optional<double>& saved, const BetterFigures& change) {
        const auto after = downtime_with(document.model, row.component, change);
        if (!saved || !after) return;
        ++compared;
        CHECK(std::abs(*saved - (before - *after)) <= 1e-6 * before);
      };
      check(row.half_repair, {1.0, half_repair(*component.figures)});
      check(row.double_uptime, {0.5, 1.0});
    }
  }
  CHECK(compared >= documents);
}

}  // namespace cutpoint::testing::sensitivity_of_groups_test
