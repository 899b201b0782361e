// Simplified graphs have the same tops, state by state.
#include "analyzer/engine/gates/context_simplification.hpp"

#include "analyzer/engine/gates/gate_simplification.hpp"
#include "tests/analyzer/support/random_gate_graph.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::context_simplification_test {

TEST_CASE("what a gate has decided is left out far below it") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2),
             d = add_leaf(graph, 3);
  const auto inner = add(graph, NodeType::all, {{a, false}, {d, false}});
  const auto middle = add(graph, NodeType::any, {{c, false}, {inner, false}});
  const auto outer = add(graph, NodeType::all, {{b, false}, {middle, false}});
  graph.tops = {{add(graph, NodeType::any, {{a, false}, {outer, false}}), false}};
  const auto before = tables_of_tops(graph);
  CHECK(simplify_in_context(graph));
  while (simplify_gates(graph)) {
  }
  CHECK(tables_of_tops(graph) == before);
  CHECK(joins_below_tops(graph) == 2);  // a or (b and c)
  CHECK_FALSE(simplify_in_context(graph));
}

TEST_CASE("what is used elsewhere as well is left alone") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2);
  const auto shared = add(graph, NodeType::all, {{a, false}, {b, false}});
  const auto inner = add(graph, NodeType::any, {{c, false}, {shared, false}});
  const auto outer = add(graph, NodeType::all, {{c, false}, {shared, false}});
  graph.tops = {{add(graph, NodeType::any, {{a, false}, {inner, false}}), false}, {outer, false}};
  const auto before = tables_of_tops(graph);
  (void)simplify_in_context(graph);
  CHECK(tables_of_tops(graph) == before);
}

TEST_CASE("random graphs keep their tops in context") {
  std::size_t changed = 0;
  const auto wanted = each_random_gate_graph(20261121, [&](GateGraph graph, const auto& before) {
    for (int round = 0; round < 4; ++round) {
      changed += simplify_in_context(graph) ? 1 : 0;
      REQUIRE(tables_of_tops(graph) == before);
      simplify_gates(graph);
      REQUIRE(tables_of_tops(graph) == before);
    }
  });
  if (wanted >= 100) CHECK(changed > wanted / 4);
}

}  // namespace cutpoint::testing::context_simplification_test
