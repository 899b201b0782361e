// Simplified graphs have the same tops, state by state.
#include "analyzer/context_simplification.hpp"

#include <bitset>

#include "analyzer/gate_simplification.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

namespace {

constexpr std::uint32_t leaf_count = 8;
using Table = std::bitset<1U << leaf_count>;

std::uint32_t add(GateGraph& graph, NodeType type, std::vector<Operand> operands,
                  std::uint32_t threshold = 0) {
  GateGraph::Vertex vertex;
  vertex.type = type;
  vertex.operands = std::move(operands);
  vertex.threshold = threshold;
  graph.vertices.push_back(std::move(vertex));
  return static_cast<std::uint32_t>(graph.vertices.size() - 1);
}

std::uint32_t add_leaf(GateGraph& graph, std::size_t event) {
  const std::uint32_t leaf = add(graph, NodeType::event, {});
  graph.vertices[leaf].event = EventId(event);
  return leaf;
}

GateGraph random_graph(Random& random) {
  GateGraph graph;
  for (std::size_t i = 0; i < leaf_count; ++i) add_leaf(graph, i);
  const std::uint32_t gates = 3 + random.below(20);
  for (std::uint32_t i = 0; i < gates; ++i) {
    std::vector<Operand> operands;
    const std::uint32_t count = 2 + random.below(3);
    for (std::uint32_t j = 0; j < count; ++j) {
      const auto known = static_cast<std::uint32_t>(graph.vertices.size());
      // Mostly recent ones, so that graphs grow deep.
      const std::uint32_t vertex =
          random.chance(60) ? known - 1 - random.below(std::min(known, 4U)) : random.below(known);
      operands.push_back({vertex, random.chance(20)});
    }
    const bool counts = random.chance(15);
    add(graph,
        counts              ? NodeType::at_least
        : random.chance(50) ? NodeType::any
                            : NodeType::all,
        operands, counts ? 1 + random.below(count) : 0);
  }
  const auto last = static_cast<std::uint32_t>(graph.vertices.size() - 1);
  graph.tops.push_back({last, random.chance(20)});
  if (random.chance(30)) graph.tops.push_back({random.below(last), false});
  return graph;
}

std::vector<Table> tables_of_tops(const GateGraph& graph) {
  std::vector<Table> tables(graph.vertices.size());
  const auto value = [&](Operand operand) {
    return operand.negated ? ~tables[operand.vertex] : tables[operand.vertex];
  };
  for (std::size_t at = 0; at < graph.vertices.size(); ++at) {
    const GateGraph::Vertex& vertex = graph.vertices[at];
    for (std::size_t state = 0; state < tables[at].size(); ++state) {
      std::size_t on = 0;
      for (const Operand operand : vertex.operands) on += value(operand)[state] ? 1 : 0;
      switch (vertex.type) {
        case NodeType::event:
          tables[at][state] = (state >> vertex.event.index() & 1U) != 0;
          break;
        case NodeType::any:
          tables[at][state] = on > 0;
          break;
        case NodeType::all:
          tables[at][state] = on == vertex.operands.size();
          break;
        default:
          tables[at][state] = on >= vertex.threshold;
      }
    }
  }
  std::vector<Table> tops;
  for (const Operand top : graph.tops) tops.push_back(value(top));
  return tops;
}

std::size_t operands_below_tops(const GateGraph& graph) {
  std::vector<bool> needed(graph.vertices.size(), false);
  for (const Operand top : graph.tops) needed[top.vertex] = true;
  std::size_t count = 0;
  for (std::size_t at = graph.vertices.size(); at-- > 0;) {
    if (!needed[at]) continue;
    for (const Operand operand : graph.vertices[at].operands) needed[operand.vertex] = true;
    count += graph.vertices[at].operands.size();
  }
  return count;
}

}  // namespace

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
  CHECK(operands_below_tops(graph) == 4);  // a or (b and c)
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
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 2000);
  std::size_t changed = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)");
    Random random(at);
    GateGraph graph = random_graph(random);
    const auto before = tables_of_tops(graph);
    for (int round = 0; round < 4; ++round) {
      changed += simplify_in_context(graph) ? 1 : 0;
      REQUIRE(tables_of_tops(graph) == before);
      simplify_gates(graph);
      REQUIRE(tables_of_tops(graph) == before);
    }
  }
  if (wanted >= 100) CHECK(changed > wanted / 4);
}

}  // namespace cutpoint::testing
