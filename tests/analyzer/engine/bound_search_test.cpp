// Bounds of what has no diagram: they hold the exact answer, and only ever become closer.
#include "analyzer/engine/bounds/bound_search.hpp"

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/coherence.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/analysis.hpp"
#include "tests/analyzer/support/random_fault_tree.hpp"
#include "tests/analyzer/support/random_functions.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::bound_search_test {

namespace {

/// All rounds up to so many nodes, no other way.
std::vector<ProbabilityBounds> bounds_with(const StructureFunction& function,
                                           const std::vector<NodeId>& tops, std::size_t nodes) {
  const auto plain =
      function.coherent ? bound_probabilities(function) : bound_without_coherence(function);
  std::vector<ProbabilityBounds> bounds;
  for (const NodeId top : tops) bounds.push_back(plain[top]);
  EngineMeter meter(EngineBudget(), 0);
  BoundSearch(function, tops, meter, {1, nodes, 0, 0}).tighten(bounds);
  return bounds;
}

/// Bounds of more and more rounds around the exact probabilities; returns how many of the first
/// rounds did not know the answer yet.
std::size_t check_bounds(const StructureFunction& function, const std::vector<NodeId>& tops) {
  const DecisionDiagram diagram(function, tops, 1'000'000);
  const NodeProbabilities probabilities(diagram);
  std::vector<ProbabilityBounds> before(tops.size());
  std::size_t open = 0;
  for (const std::size_t nodes : {1U, 2U, 4U, 8U, 32U, 4096U}) {
    const std::vector<ProbabilityBounds> bounds = bounds_with(function, tops, nodes);
    for (std::size_t i = 0; i < tops.size(); ++i) {
      INFO("top " << i << " with " << nodes << " nodes");
      const double exact = probabilities[diagram.top(i)];
      CHECK(bounds[i].lower <= exact + 1e-15);
      CHECK(bounds[i].upper >= exact - 1e-15);
      CHECK(bounds[i].lower >= before[i].lower);
      CHECK(bounds[i].upper <= before[i].upper);
      if (nodes == 4096U)
        CHECK(bounds[i].upper - bounds[i].lower <= 1e-8 * bounds[i].upper + 1e-300);
      if (nodes < 4096U && bounds[i].upper - bounds[i].lower > 1e-8) ++open;
      before[i] = bounds[i];
    }
  }
  return open;
}

}  // namespace

TEST_CASE("bounds of random fault trees hold the exact answer and become closer") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 300);
  std::size_t open = 0;
  each_random_tree(seed, wanted,
                   [&open](const StructureFunction& function, const std::vector<NodeId>& tops) {
                     open += check_bounds(function, tops);
                   });
  if (wanted >= 300) CHECK(open > wanted / 2);
}

TEST_CASE("bounds of random architectures, networks among them, hold the exact answer") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 300);
  std::size_t open = 0;
  std::size_t networks = 0;
  each_random_architecture(seed, wanted,
                           [&](const StructureFunction& function, const std::vector<NodeId>& tops) {
                             networks += function.networks.empty() ? 0 : 1;
                             open += check_bounds(function, tops);
                           });
  if (wanted >= 300) {
    CHECK(open > wanted / 2);
    CHECK(networks > wanted / 20);
  }
}

TEST_CASE("more steps give bounds within those of fewer, and the same each time") {
  Random random(7);
  const FaultTree tree = random_rich_tree(random);
  const CompiledFaultTree compiled = compile(tree);
  AvailabilityResult before;
  before.upper_unavailability = 1.0;
  for (const std::uint64_t steps : {0U, 500U, 1000U, 2000U, 4000U, 100'000U}) {
    AnalysisOptions options;
    options.bdd_nodes = 3;
    options.budget.steps = steps;
    const auto up = analyze(compiled.model, compiled.function, options).journeys[JourneyId(0U)].up;
    const auto again =
        analyze(compiled.model, compiled.function, options).journeys[JourneyId(0U)].up;
    REQUIRE(up.method == Method::bounded);
    CHECK(up.lower_unavailability == again.lower_unavailability);
    CHECK(up.upper_unavailability == again.upper_unavailability);
    CHECK(up.lower_unavailability >= before.lower_unavailability);
    CHECK(up.upper_unavailability <= before.upper_unavailability);
    before = up;
  }
  CHECK(before.upper_unavailability - before.lower_unavailability <
        1e-8 * before.upper_unavailability);
}

}  // namespace cutpoint::testing::bound_search_test
