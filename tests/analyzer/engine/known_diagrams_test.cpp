// A diagram of a function that differs from an earlier one in figures alone is that one's.
#include "analyzer/engine/known_diagrams.hpp"

#include <string>

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

}  // namespace cutpoint::testing::known_diagrams_test
