// A diagram of a function that differs from an earlier one in figures alone is that one's.
#include "analyzer/engine/known_diagrams.hpp"

#include <string>
#include <vector>

#include "analyzer/engine/quantities/probability.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::known_diagrams_test {

namespace {

StructureFunction function_with(const std::string& mttr, const std::string& at_least) {
  return CompiledDocument(
             "journeys: {j: {needs: [{any_of: [a, b]}, p]}}\ncomponents:\n"
             "  a: {kind: vm, mtbf: 100h, mttr: " +
             mttr +
             "}\n  b: {kind: vm, mtbf: 50h, mttr: 2h}\n"
             "  p: {kind: service, replicas: 4, at_least: " +
             at_least + ", mtbf: 30h, mttr: 1h, runs_on: [a, b]}\n")
      .function;
}

}  // namespace

TEST_CASE("known diagrams: figures are the function's own, whatever was asked before") {
  KnownDiagrams known;
  const auto down = [&known](const StructureFunction& function) {
    const DecisionDiagram diagram = known.of(function, function.journey_failed.raw(), 10'000);
    return NodeProbabilities(diagram)[diagram.top(0)];
  };
  const auto alone = [](const StructureFunction& function) {
    const DecisionDiagram diagram(function, function.journey_failed.raw(), 10'000);
    return NodeProbabilities(diagram)[diagram.top(0)];
  };
  const StructureFunction first = function_with("4h", "2"), second = function_with("8h", "2"),
                          other = function_with("4h", "3");
  CHECK(down(first) == alone(first));
  CHECK(down(second) == alone(second));
  CHECK(down(second) > down(first));
  CHECK(down(other) == alone(other));
  CHECK(down(other) > down(first));
}

TEST_CASE("known diagrams: what is whole serves any budget, what is not only the same question") {
  KnownDiagrams known;
  const StructureFunction first = function_with("4h", "2"), second = function_with("8h", "2");
  const auto of = [&](const StructureFunction& function, std::size_t nodes, EngineMeter* meter) {
    return known.of(function, function.journey_failed.raw(), nodes, meter);
  };
  REQUIRE(of(first, 1, nullptr).top(0) == DecisionDiagram::exhausted);
  CHECK(of(second, 1, nullptr).top(0) == DecisionDiagram::exhausted);
  {
    EngineMeter meter({}, 0);
    CHECK(of(first, 10'000, &meter).top(0) != DecisionDiagram::exhausted);
  }
  // Whatever was metered then, the meter is gone.
  const DecisionDiagram again = of(second, 1, nullptr);
  REQUIRE(again.top(0) != DecisionDiagram::exhausted);
  const DecisionDiagram alone(second, second.journey_failed.raw(), 10'000);
  CHECK(NodeProbabilities(again)[again.top(0)] == NodeProbabilities(alone)[alone.top(0)]);
}

TEST_CASE("known diagrams: steps that were too few are not taken again") {
  KnownDiagrams known;
  const StructureFunction first = function_with("4h", "2"), second = function_with("8h", "2");
  const auto within = [&known](const StructureFunction& function, const EngineBudget& budget,
                               bool is_built) {
    EngineMeter meter(budget, 0);
    const std::uint64_t given = meter.steps_left();
    const DecisionDiagram diagram =
        known.of(function, function.journey_failed.raw(), 10'000, &meter);
    CHECK((diagram.top(0) != DecisionDiagram::exhausted) == is_built);
    return given - meter.steps_left();
  };
  EngineBudget few, fewer, timed;
  few.steps = 200;
  fewer.steps = 100;
  timed.time = Duration::hours(1);
  CHECK(within(first, few, false) > 0);
  CHECK(within(second, few, false) == 0);
  CHECK(within(second, fewer, false) == 0);
  // A clock may be kinder.
  (void)within(second, timed, true);
  CHECK(within(second, few, true) == 0);
}

TEST_CASE("known diagrams: parts that a change leaves as they were are taken from what is known") {
  const auto two_journeys = [](const std::string& at_least) {
    return CompiledDocument(
               "journeys: {j: {needs: [p, a]}, k: {needs: [q, b]}}\ncomponents:\n"
               "  a: {kind: vm, mtbf: 100h, mttr: 4h}\n  b: {kind: vm, mtbf: 50h, mttr: 2h}\n"
               "  c: {kind: vm, mtbf: 70h, mttr: 2h}\n"
               "  p: {kind: service, replicas: 5, at_least: 2, mtbf: 30h, mttr: 1h, runs_on: [a, "
               "b]}\n"
               "  q: {kind: service, replicas: 5, at_least: " +
               at_least + ", mtbf: 20h, mttr: 1h, runs_on: [b, c]}\n")
        .function;
  };
  const StructureFunction first = two_journeys("2"), second = two_journeys("3");
  KnownParts parts;
  const auto downs = [&parts](const StructureFunction& function, std::size_t nodes) {
    const DecisionDiagram diagram(function, function.journey_failed.raw(), nodes, nullptr, &parts);
    const NodeProbabilities probabilities(diagram);
    std::vector<double> result;
    for (std::size_t i = 0; i < function.journey_failed.size(); ++i) {
      const bool known = diagram.top(i) != DecisionDiagram::exhausted;
      result.push_back(known ? probabilities[diagram.top(i)] : -1.0);
    }
    return result;
  };
  const auto alone = [](const StructureFunction& function) {
    const DecisionDiagram diagram(function, function.journey_failed.raw(), 10'000);
    const NodeProbabilities probabilities(diagram);
    return std::vector{probabilities[diagram.top(0)], probabilities[diagram.top(1)]};
  };
  // Too few nodes for anything, and what failed once fails again.
  CHECK(downs(first, 1) == std::vector{-1.0, -1.0});
  CHECK(downs(first, 1) == std::vector{-1.0, -1.0});
  REQUIRE(downs(first, 10'000) == alone(first));
  CHECK(downs(first, 1) == alone(first));
  CHECK(downs(second, 10'000) == alone(second));
  CHECK(downs(second, 10'000)[1] > downs(first, 10'000)[1]);
}

}  // namespace cutpoint::testing::known_diagrams_test
