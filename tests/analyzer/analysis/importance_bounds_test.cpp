// Intervals of importances hold the exact measures, whatever the steps that there are.
#include "analyzer/analysis/importance_bounds.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "tests/analyzer/support/random_functions.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::importance_bounds_test {

namespace {

void check_holds(const std::optional<Interval>& interval, double value) {
  if (!interval) return;
  CHECK(interval->low <= value * (1.0 + 1e-9) + 1e-14);
  CHECK(interval->high >= value * (1.0 - 1e-9) - 1e-14);
}

/// Where a row is said to be ahead, none that follows is more critical in truth.
void check_order(const StructureFunction& function, NodeId top, const BoundedImportances& found) {
  const DecisionDiagram diagram(function, {top}, 1'000'000);
  const NodeProbabilities probabilities(diagram);
  std::map<EventId, double> criticality;
  for (const EventSensitivity& exact : sensitivities(diagram, probabilities, diagram.top(0))) {
    criticality[exact.event] =
        function.events[exact.event].probability() * exact.birnbaum / probabilities[diagram.top(0)];
  }
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    if (!found.rows[i].is_ahead) continue;
    for (std::size_t k = i + 1; k < found.rows.size(); ++k) {
      CHECK(criticality[found.rows[i].event] >=
            criticality[found.rows[k].event] * (1.0 - 1e-9) - 1e-14);
    }
  }
}

/// Returns how many intervals are wider than rounding.
std::size_t check_importances(const StructureFunction& function, NodeId top, std::uint64_t steps) {
  const DecisionDiagram diagram(function, {top}, 1'000'000);
  const NodeProbabilities probabilities(diagram);
  const double q_top = probabilities[diagram.top(0)];
  if (!function.coherent || q_top <= 0.0) return 0;
  EngineBudget budget;
  budget.steps = steps;
  EngineMeter meter(budget, 0);
  meter.begin(EngineTask::importance_bounds);
  const ProbabilityBounds own{q_top * 0.9, std::min(1.0, q_top * 1.1)};
  const BoundedImportances found = bound_importances(function, top, own, {}, meter);
  check_order(function, top, found);
  std::size_t wide = 0;
  for (const EventSensitivity& exact : sensitivities(diagram, probabilities, diagram.top(0))) {
    const auto row =
        std::find_if(found.rows.begin(), found.rows.end(),
                     [&](const ImportanceBounds& one) { return one.event == exact.event; });
    if (row == found.rows.end()) continue;
    INFO(function.events[exact.event].name);
    const double q = function.events[exact.event].process.unavailability;
    const double failed = q_top + (1.0 - q) * exact.birnbaum;
    check_holds(row->birnbaum, exact.birnbaum);
    check_holds(row->criticality, q * exact.birnbaum / q_top);
    check_holds(row->risk_achievement_worth, failed / q_top);
    check_holds(row->diagnostic, q * failed / q_top);
    const double perfect = q_top - q * exact.birnbaum;
    if (perfect > 1e-6 * q_top) check_holds(row->risk_reduction_worth, q_top / perfect);
    if (!row->birnbaum || row->birnbaum->high - row->birnbaum->low > 1e-6 * q_top) ++wide;
  }
  return wide;
}

}  // namespace

TEST_CASE("intervals of importances hold the exact measures") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261203);
  std::size_t wide = 0;
  for (const std::uint64_t steps : {40'000U, 400'000U, 40'000'000U}) {
    const auto check = [&](const StructureFunction& function, const std::vector<NodeId>& tops) {
      for (const NodeId top : tops) wide += check_importances(function, top, steps);
    };
    each_random_tree(seed, 100, check);
    each_random_architecture(seed, 60, check);
  }
  CHECK(wide > 0);
}

TEST_CASE("importances grow with what an event does, and fall with what others do") {
  const ImportanceBounds row = importance_between(EventId(0U), 0.1, {0.5, 0.6}, {0.01, 0.02});
  REQUIRE(row.birnbaum);
  REQUIRE(row.criticality);
  REQUIRE(row.risk_achievement_worth);
  REQUIRE(row.risk_reduction_worth);
  CHECK(row.birnbaum->low == Approx(0.48));
  CHECK(row.birnbaum->high == Approx(0.59));
  CHECK(row.criticality->low == Approx(0.1 * 0.48 / (0.05 + 0.018)));
  CHECK(row.criticality->high == Approx(0.1 * 0.59 / (0.06 + 0.009)));
  CHECK(row.risk_achievement_worth->low == Approx(0.5 / 0.068));
  CHECK(row.risk_reduction_worth->high == Approx(0.069 / 0.01));
  // Where both may be the same it may not matter at all.
  const ImportanceBounds open = importance_between(EventId(0U), 0.1, {0.1, 0.6}, {0.01, 0.2});
  REQUIRE(open.criticality);
  CHECK(open.criticality->low == 0.0);
  REQUIRE(open.risk_reduction_worth);
  CHECK(open.risk_reduction_worth->low == Approx(1.0));
}

TEST_CASE("an interval of all that an importance can be is no knowledge") {
  const ImportanceBounds nothing = importance_between(EventId(0U), 0.1, {0.2, 1.0}, {0.0, 0.3});
  CHECK_FALSE(nothing.birnbaum);
  CHECK_FALSE(nothing.criticality);
  CHECK_FALSE(nothing.risk_achievement_worth);
  CHECK_FALSE(nothing.risk_reduction_worth);
  CHECK_FALSE(nothing.diagnostic);
  CHECK_FALSE(nothing.fussell_vesely);
  // That it cannot fail without the event says what it can cost at most.
  const ImportanceBounds some = importance_between(EventId(0U), 0.1, {0.2, 0.9}, {0.0, 0.3});
  REQUIRE(some.birnbaum);
  CHECK(some.birnbaum->high == Approx(0.9));
  CHECK_FALSE(some.risk_reduction_worth);
}

}  // namespace cutpoint::testing::importance_bounds_test
