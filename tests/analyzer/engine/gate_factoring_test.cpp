// What alternatives have in common is joined once; tops stay as they were, state by state.
#include "analyzer/engine/gates/gate_factoring.hpp"

#include "analyzer/engine/gates/module_factoring.hpp"
#include "tests/analyzer/support/random_gate_graph.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::gate_factoring_test {

namespace {

/// Leaves with the events that they stand for in `graph`.
GateGraph graph_of(const GateModule& part, const GateGraph& graph) {
  GateGraph result;
  for (const std::uint32_t leaf : part.leaves) {
    add_leaf(result, graph.vertices[leaf].event.index());
  }
  for (const GateModule::Gate& gate : part.gates) {
    add(result, gate.type, gate.operands, gate.threshold);
  }
  result.tops = part.roots;
  return result;
}

}  // namespace

TEST_CASE("products that share factors become products of sums") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2),
             d = add_leaf(graph, 3);
  // a c or a d or b c or b d
  std::vector<Operand> products;
  for (const auto first : {a, b}) {
    for (const auto second : {c, d}) {
      products.push_back({add(graph, NodeType::all, {{first, false}, {second, false}}), false});
    }
  }
  graph.tops = {{add(graph, NodeType::any, products), true}};
  const auto before = tables_of_tops(graph);
  PartSequence parts(graph);
  GateModule part;
  REQUIRE(parts.next(part));
  const GateGraph factored = graph_of(factored_part(part), graph);
  CHECK(tables_of_tops(factored) == before);
  CHECK(joins_below_tops(factored) == 3);  // (a or b) and (c or d)
  CHECK(part.gates.size() == 5);
}

TEST_CASE("a product that something else uses is not taken apart") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2);
  const auto first = add(graph, NodeType::all, {{a, false}, {b, false}});
  const auto second = add(graph, NodeType::all, {{a, false}, {c, false}});
  const auto both = add(graph, NodeType::any, {{first, false}, {second, false}});
  graph.tops = {{both, false}, {first, false}};
  CHECK_FALSE(factor_gates(graph));
  CHECK(graph.vertices.size() == 6);
}

TEST_CASE("random graphs keep their tops when factored, and never grow") {
  std::size_t smaller = 0;
  const auto wanted =
      each_random_gate_graph(20261121, [&](const GateGraph& graph, const auto& before) {
        GateGraph once = graph;
        factor_gates(once);
        REQUIRE(tables_of_tops(once) == before);
        PartSequence parts(graph);
        GateModule part;
        REQUIRE(parts.next(part));
        const GateGraph factored = graph_of(factored_part(part), graph);
        REQUIRE(tables_of_tops(factored) == before);
        REQUIRE(joins_below_tops(factored) <= joins_below_tops(graph));
        smaller += joins_below_tops(factored) < joins_below_tops(graph) ? 1 : 0;
      });
  if (wanted >= 100) CHECK(smaller > wanted / 20);
}

}  // namespace cutpoint::testing::gate_factoring_test
