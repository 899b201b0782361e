#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

std::vector<std::uint32_t> uses_below_tops(const GateGraph& graph) {
  std::vector<std::uint32_t> uses(graph.vertices.size(), 0);
  for (const Operand top : graph.tops) uses[top.vertex] += 2;
  for (std::size_t vertex = uses.size(); vertex-- > 0;) {
    if (uses[vertex] == 0) continue;
    for (const Operand operand : graph.vertices[vertex].operands) ++uses[operand.vertex];
  }
  return uses;
}

}  // namespace cutpoint
