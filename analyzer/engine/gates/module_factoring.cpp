#include "analyzer/engine/gates/module_factoring.hpp"

#include <utility>

#include "analyzer/engine/gates/gate_factoring.hpp"
#include "analyzer/engine/gates/gate_merging.hpp"
#include "analyzer/engine/gates/gate_simplification.hpp"

namespace cutpoint {

namespace {

constexpr int most_factoring_rounds = 8;

/// Leaf i of the part as event i.
GateGraph graph_of(const GateModule& part) {
  GateGraph graph;
  graph.vertices.resize(part.leaves.size());
  for (std::size_t leaf = 0; leaf < part.leaves.size(); ++leaf) {
    graph.vertices[leaf].event = EventId(leaf);
  }
  for (const GateModule::Gate& gate : part.gates) {
    GateGraph::Vertex& vertex = graph.vertices.emplace_back();
    vertex.type = gate.type;
    vertex.threshold = gate.threshold;
    vertex.reachability = gate.reachability;
    vertex.operands = gate.operands;
    vertex.frontier = gate.frontier;
    // A network's operands on no way between its terminals are in no part: any vertex will do.
    for (Operand& operand : vertex.operands) {
      if (operand.vertex >= graph.vertices.size()) operand = {};
    }
  }
  graph.tops = part.roots;
  return graph;
}

GateModule part_of(GateGraph graph, std::vector<std::uint32_t> leaves) {
  const std::vector<std::uint32_t> uses = uses_below_tops(graph);
  GateModule part;
  part.leaves = std::move(leaves);
  std::vector<std::uint32_t> number(graph.vertices.size(), 0);
  const auto renumber = [&number](std::vector<Operand> operands) {
    for (Operand& operand : operands) operand.vertex = number[operand.vertex];
    return operands;
  };
  for (std::size_t i = 0; i < graph.vertices.size(); ++i) {
    GateGraph::Vertex& vertex = graph.vertices[i];
    if (uses[i] == 0) continue;
    if (vertex.type == NodeType::event) {
      number[i] = vertex.event.value();
      continue;
    }
    number[i] = static_cast<std::uint32_t>(part.size());
    part.gates.push_back({vertex.type, vertex.threshold, vertex.reachability,
                          renumber(std::move(vertex.operands)), std::move(vertex.frontier)});
  }
  part.roots = renumber(std::move(graph.tops));
  return part;
}

}  // namespace

GateModule factored_part(const GateModule& part) {
  if (part.gates.size() < 2 || part.leaves.empty()) return part;
  GateGraph graph = graph_of(part);
  bool changed = false;
  for (int round = 0; round < most_factoring_rounds && factor_gates(graph); ++round) {
    changed = true;
    simplify_gates(graph);
    merge_gates(graph);
  }
  return changed ? part_of(std::move(graph), part.leaves) : part;
}

}  // namespace cutpoint
