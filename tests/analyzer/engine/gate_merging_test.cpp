// Merged graphs have the same tops, state by state.
#include "analyzer/engine/gates/gate_merging.hpp"

#include <string>

#include <fmt/format.h>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/gates/context_simplification.hpp"
#include "analyzer/engine/gates/gate_simplification.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/analyzer/support/random_gate_graph.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::gate_merging_test {

namespace {

/// Each service needs the next and the one after that, each fifth one of two further on.
std::string braid(std::size_t services) {
  std::string text = "journeys: {j: {needs: [s0]}}\ncomponents:\n";
  for (std::size_t i = 0; i < services; ++i) {
    text += fmt::format("  s{}: {{kind: service, mtbf: 300d, mttr: 1h", i);
    if (i + 30 < services) {
      text += i % 5 == 4 ? fmt::format(", depends_on: [{{any_of: [s{}, s{}]}}, s{}]", i + 20,
                                       i + 21, i + 7)
                         : fmt::format(", depends_on: [s{}, s{}]", i + 1 + i % 7, i + 20);
    }
    text += "}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("what is needed through others is what the outermost gate decides") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2),
             d = add_leaf(graph, 3);
  const auto shared = add(graph, NodeType::any, {{a, false}, {b, false}});
  const auto deeper = add(graph, NodeType::any, {{c, false}, {shared, false}});
  const auto choice = add(graph, NodeType::all, {{shared, false}, {d, false}});
  graph.tops = {{add(graph, NodeType::any, {{deeper, false}, {choice, false}}), false}};
  const auto before = tables_of_tops(graph);
  CHECK(merge_shared_gates(graph));
  CHECK(tables_of_tops(graph) == before);
  CHECK(simplify_in_context(graph));
  while (simplify_gates(graph)) {
  }
  CHECK(tables_of_tops(graph) == before);
  CHECK(joins_below_tops(graph) == 2);  // a or b or c
  CHECK_FALSE(merge_shared_gates(graph));
}

TEST_CASE("gates that are used beside the outermost one stay") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2);
  const auto shared = add(graph, NodeType::any, {{a, false}, {b, false}});
  const auto one = add(graph, NodeType::any, {{shared, false}, {c, false}});
  const auto other = add(graph, NodeType::all, {{shared, false}, {c, false}});
  graph.tops = {{one, false}, {other, true}};
  CHECK_FALSE(merge_shared_gates(graph));
}

TEST_CASE("a negated gate of the other kind is one of this kind, and both signs may be met") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2);
  const auto neither = add(graph, NodeType::all, {{a, true}, {b, true}});
  const auto without = add(graph, NodeType::all, {{neither, false}, {c, false}});
  const auto top = add(graph, NodeType::any, {{neither, true}, {without, false}, {a, true}});
  graph.tops = {{top, false}};
  const auto before = tables_of_tops(graph);
  CHECK(merge_shared_gates(graph));
  CHECK(tables_of_tops(graph) == before);
  simplify_gates(graph);
  CHECK(tables_of_tops(graph) == before);
}

TEST_CASE("a gate that is met negated as well stays an operand") {
  GateGraph graph;
  const auto a = add_leaf(graph, 0), b = add_leaf(graph, 1), c = add_leaf(graph, 2);
  const auto either = add(graph, NodeType::any, {{a, false}, {b, false}});
  const auto top = add(graph, NodeType::any, {{either, false}, {c, false}, {either, true}});
  graph.tops = {{top, false}};
  const auto before = tables_of_tops(graph);
  CHECK(before.front().all());
  CHECK(merge_shared_gates(graph));
  CHECK(tables_of_tops(graph) == before);
}

TEST_CASE("random graphs keep their tops when shared gates are merged") {
  std::size_t changed = 0;
  const auto wanted = each_random_gate_graph(20261202, [&](GateGraph graph, const auto& before) {
    for (int round = 0; round < 4; ++round) {
      changed += merge_shared_gates(graph) ? 1 : 0;
      REQUIRE(tables_of_tops(graph) == before);
      (void)simplify_in_context(graph);
      REQUIRE(tables_of_tops(graph) == before);
      simplify_gates(graph);
      merge_gates(graph);
      REQUIRE(tables_of_tops(graph) == before);
    }
  });
  if (wanted >= 100) CHECK(changed > wanted / 20);
}

TEST_CASE("what most services need through others leaves a small function of a large document") {
  const CompiledDocument document(braid(3000));
  const DecisionDiagram diagram(document.function, document.function.journey_failed.raw(), 10'000);
  REQUIRE(diagram.top(0) != DecisionDiagram::exhausted);
  CHECK(diagram.size() < 3500);
}

}  // namespace cutpoint::testing::gate_merging_test
