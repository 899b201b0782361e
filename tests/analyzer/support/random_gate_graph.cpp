#include "tests/analyzer/support/random_gate_graph.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint::testing {

std::uint32_t add(GateGraph& graph, NodeType type, std::vector<Operand> operands,
                  std::uint32_t threshold) {
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

GateGraph random_gate_graph(Random& random) {
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

std::vector<TruthTable> tables_of_tops(const GateGraph& graph) {
  std::vector<TruthTable> tables(graph.vertices.size());
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
  std::vector<TruthTable> tops;
  for (const Operand top : graph.tops) tops.push_back(value(top));
  return tops;
}

std::size_t joins_below_tops(const GateGraph& graph) {
  std::vector<bool> needed(graph.vertices.size(), false);
  for (const Operand top : graph.tops) needed[top.vertex] = true;
  std::size_t count = 0;
  for (std::size_t at = graph.vertices.size(); at-- > 0;) {
    if (!needed[at]) continue;
    for (const Operand operand : graph.vertices[at].operands) needed[operand.vertex] = true;
    count += std::max<std::size_t>(1, graph.vertices[at].operands.size()) - 1;
  }
  return count;
}

}  // namespace cutpoint::testing
