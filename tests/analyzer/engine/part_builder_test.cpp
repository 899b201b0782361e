// Joining gates from below goes on where it stopped, within a gate too.
#include <numeric>
#include <utility>
#include <vector>

#include "analyzer/engine/module_builder.hpp"
#include "tests/analyzer/support/random_gate_graph.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::part_builder_test {

namespace {

using Progress = std::pair<std::size_t, std::size_t>;

Progress progress_of(const PartBuilder& builder) {
  return {builder.gates_built(), builder.operands_joined()};
}

bool value_in_state(const Bdd& bdd, Bdd::Ref ref, std::uint32_t state) {
  while (ref > Bdd::one) {
    ref = (state >> bdd.variable_of(ref) & 1U) != 0 ? bdd.high(ref) : bdd.low(ref);
  }
  return ref == Bdd::one;
}

VariableOrder as_numbered(const GateModule& part) {
  VariableOrder order(part.leaves.size());
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

/// Any of the pairs of leaves i and i + pairs: in this order of leaves the diagram doubles with
/// each.
GateModule any_of_pairs(std::uint32_t pairs) {
  GateModule part;
  part.leaves.resize(2 * pairs);
  std::iota(part.leaves.begin(), part.leaves.end(), 0U);
  GateModule::Gate root{NodeType::any, 0, 0, {}, {}};
  for (std::uint32_t i = 0; i < pairs; ++i) {
    part.gates.push_back({NodeType::all, 0, 0, {{i, false}, {i + pairs, false}}, {}});
    root.operands.push_back({2 * pairs + i, false});
  }
  part.gates.push_back(root);
  part.roots = {{3 * pairs, false}};
  return part;
}

}  // namespace

TEST_CASE("a builder that is stopped gives what one gives that is not, and never goes back") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261201);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 500);
  std::size_t stopped_within = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)");
    Random random(at);
    const GateGraph graph = random_gate_graph(random);
    PartSequence parts(graph);
    GateModule part;
    while (parts.next(part) && parts.module() != PartSequence::no_vertex) {
    }
    const std::size_t leaves = part.leaves.size();
    if (leaves == 0 || leaves > 12 || part.has_network()) continue;
    const std::vector<LeafForm> forms(leaves, LeafForm::plain);
    const VariableOrder order = as_numbered(part);
    PartBuilder whole(graph, part, order, forms, PartBuildLimits{1'000'000, 0});
    REQUIRE(whole.build());
    std::size_t nodes = leaves + 2;
    PartBuilder stopped(graph, part, order, forms, PartBuildLimits{nodes, 0});
    Progress before{0, 0};
    for (bool done = stopped.build(); !done; done = stopped.resume(++nodes)) {
      REQUIRE(nodes < 1'000'000);
      REQUIRE(progress_of(stopped) >= before);
      before = progress_of(stopped);
      stopped_within += before.second > 0 ? 1 : 0;
    }
    for (std::size_t root = 0; root < part.roots.size(); ++root) {
      for (std::uint32_t state = 0; state < 1U << leaves; ++state) {
        REQUIRE(value_in_state(stopped.bdd(), stopped.roots()[root], state) ==
                value_in_state(whole.bdd(), whole.roots()[root], state));
      }
    }
  }
  if (wanted >= 100) CHECK(stopped_within > 0);
}

TEST_CASE("how far a builder comes within its last gate grows with the nodes it may take") {
  const GateModule part = any_of_pairs(16);
  const GateGraph graph;
  const std::vector<LeafForm> forms(part.leaves.size(), LeafForm::plain);
  PartBuilder builder(graph, part, as_numbered(part), forms, PartBuildLimits{1'000, 0});
  REQUIRE_FALSE(builder.build());
  REQUIRE(builder.gates_built() == 16);
  const std::size_t few = builder.operands_joined();
  REQUIRE_FALSE(builder.resume(20'000));
  REQUIRE(builder.gates_built() == 16);
  CHECK(few > 1);
  CHECK(builder.operands_joined() > few + 1);
  REQUIRE(builder.resume(2'000'000));
  CHECK(builder.operands_joined() == 0);
}

}  // namespace cutpoint::testing::part_builder_test
