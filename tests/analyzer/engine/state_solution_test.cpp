// What is solved by states is what the diagram says: probability, sensitivities, and what is left
// without some events.
#include "analyzer/engine/states/state_solution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/analyzer/support/hosts_in_two_zones.hpp"
#include "tests/analyzer/support/random_functions.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::state_solution_test {

namespace {

constexpr double rounding = 1e-10;

void check_close(double value, double expected, double scale) {
  CHECK(std::abs(value - expected) <= rounding * std::max(std::abs(expected), scale));
}

/// Returns how many sensitivities were compared.
std::size_t check_solution(const StructureFunction& function, NodeId top) {
  const DecisionDiagram diagram(function, {top}, 1'000'000);
  const NodeProbabilities probabilities(diagram);
  EngineMeter meter(EngineBudget(), 0);
  const auto solution = StateSolution::of(function, top, meter);
  const bool is_constant = diagram.top(0) <= DecisionDiagram::one;
  REQUIRE(solution.has_value() != is_constant);
  if (!solution) return 0;
  const double exact = probabilities[diagram.top(0)];
  check_close(solution->probability(), exact, 0.0);
  IdVector<EventId, double> birnbaum(function.events.size(), 0.0);
  for (const auto& row : sensitivities(diagram, probabilities, diagram.top(0))) {
    birnbaum[row.event] = row.birnbaum;
  }
  for (const EventSensitivity& row : solution->sensitivities()) {
    INFO(function.events[row.event].name);
    check_close(row.birnbaum, birnbaum[row.event], exact);
    const NodeProbabilities spared(diagram, {}, std::array{row.event});
    const double rest = spared[diagram.top(0)];
    CHECK(row.necessary == (exact > 0.0 && rest == 0.0));
    const auto without = solution->without(std::array{row.event});
    if (without) check_close(*without, rest, 0.0);
  }
  return solution->sensitivities().size();
}

/// Two pools on unlike hosts in two zones, one of them on every host twice; instances with a part
/// of their own that is shared by nobody.
std::string pools_on_unlike_hosts() {
  std::string text = "journeys: {j: {needs: [front]}}\ncomponents:\n" + hosts_in_two_zones(6);
  text +=
      "  front: {kind: service, replicas: 12, at_least: 5, runs_on: [h0, h1, h2, h3, h4, h5], "
      "mtbf: 9d, mttr: 1h, depends_on: [back]}\n"
      "  back: {kind: service, replicas: 9, at_least: 4, runs_on: [h1, h2, h3, h4], mtbf: 7d, "
      "mttr: 2h, depends_on: [{any_of: [disk-1, disk-2]}]}\n"
      "  disk-1: {kind: volume, mtbf: 90d, mttr: 9h}\n"
      "  disk-2: {kind: volume, runs_on: east, mtbf: 90d, mttr: 9h}\n";
  return text;
}

}  // namespace

TEST_CASE("pools on unlike hosts are solved by states as by their diagram") {
  const CompiledDocument document(pools_on_unlike_hosts());
  const NodeId top = document.function.journey_failed[JourneyId(0U)];
  CHECK(check_solution(document.function, top) == 12 + 9 + 6 + 2 + 2);
}

TEST_CASE("a pool is left out as a whole, and one of its instances is not") {
  const CompiledDocument document(pools_on_unlike_hosts());
  const StructureFunction& function = document.function;
  const NodeId top = function.journey_failed[JourneyId(0U)];
  EngineMeter meter(EngineBudget(), 0);
  const auto solution = StateSolution::of(function, top, meter);
  REQUIRE(solution);
  std::vector<EventId> front;
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    if (function.events[EventId(i)].name.starts_with("front")) front.emplace_back(i);
  }
  REQUIRE(front.size() == 12);
  const DecisionDiagram diagram(function, {top}, 1'000'000);
  const NodeProbabilities spared(diagram, {}, front);
  const auto without = solution->without(front);
  REQUIRE(without);
  check_close(*without, spared[diagram.top(0)], 0.0);
  CHECK_FALSE(solution->without(std::array{front.front()}));
}

TEST_CASE("random functions are solved by states as by their diagrams") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261202);
  std::size_t compared = 0;
  each_random_tree(seed, 200,
                   [&](const StructureFunction& function, const std::vector<NodeId>& tops) {
                     for (const NodeId top : tops) compared += check_solution(function, top);
                   });
  each_random_architecture(seed, 200,
                           [&](const StructureFunction& function, const std::vector<NodeId>& tops) {
                             if (!function.networks.empty()) return;
                             for (const NodeId top : tops)
                               compared += check_solution(function, top);
                           });
  CHECK(compared > 600);
}

TEST_CASE("states are not followed beyond the steps that there are") {
  const CompiledDocument document(pools_on_unlike_hosts());
  EngineBudget budget;
  budget.steps = 1'000;
  EngineMeter meter(budget, 0);
  const NodeId top = document.function.journey_failed[JourneyId(0U)];
  CHECK_FALSE(StateSolution::of(document.function, top, meter));
}

TEST_CASE("a promise of what is solved by states is judged by its availability") {
  std::string text = pools_on_unlike_hosts();
  text.replace(text.find("needs: [front]"), 14,
               "needs: [front], slo: {availability: 99.9%, period: 30d}");
  const CompiledDocument document(text);
  AnalysisOptions options;
  options.bdd_nodes = 1;
  const Analysis analysis = analyze(document.model, document.function, options);
  const JourneyAnalysis& journey = analysis.journeys[JourneyId(0U)];
  REQUIRE(journey.up.method == Method::exact);
  REQUIRE(journey.slo);
  CHECK(journey.up.outages_per_year);
  CHECK_FALSE(journey.slo->missed_probability);  // needs the lengths of outages
  CHECK(journey.slo->met == (journey.up.upper_unavailability <= 1e-3));
}

TEST_CASE("what is solved by states has its pairs, those of the diagram") {
  const CompiledDocument document(pools_on_unlike_hosts());
  AnalysisOptions options;
  options.bdd_nodes = 1;
  const Analysis by_states = analyze(document.model, document.function, options);
  const Analysis by_diagram = analyze(document.model, document.function, {});
  const JourneyAnalysis& solved = by_states.journeys[JourneyId(0U)];
  const JourneyAnalysis& drawn = by_diagram.journeys[JourneyId(0U)];
  REQUIRE(solved.up.method == Method::exact);
  REQUIRE(drawn.cut_sets.available);
  REQUIRE(solved.cut_sets.available);
  CHECK(solved.cut_sets.ends_early);
  CHECK(drawn.cut_sets.by_order.size() >= 2);
  CHECK(std::equal(solved.cut_sets.by_order.begin(), solved.cut_sets.by_order.end(),
                   drawn.cut_sets.by_order.begin()));
  CHECK(solved.cut_sets.by_order.at(0) + solved.cut_sets.by_order.at(1) > 0);
}

}  // namespace cutpoint::testing::state_solution_test
