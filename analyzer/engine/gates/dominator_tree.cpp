#include "analyzer/engine/gates/dominator_tree.hpp"

#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

DominatorTree::DominatorTree(const GateGraph& graph) {
  const auto above_all = static_cast<std::uint32_t>(graph.vertices.size());
  DirectedGraph ways{graph.vertices.size() + 1, {}};
  for (const Operand top : graph.tops) ways.edges.emplace_back(above_all, top.vertex);
  for (std::uint32_t vertex = 0; vertex < above_all; ++vertex) {
    for (const Operand operand : graph.vertices[vertex].operands) {
      ways.edges.emplace_back(vertex, operand.vertex);
    }
  }
  dominator_ = immediate_dominators(ways, above_all);
  number();
}

/// Users have larger numbers than what they use, and so have dominators.
void DominatorTree::number() {
  const std::size_t count = dominator_.size();
  std::vector<std::uint32_t> size(count, 1);
  for (std::size_t vertex = 0; vertex < count; ++vertex) {
    if (dominator_[vertex] != no_vertex) size[dominator_[vertex]] += size[vertex];
  }
  first_.assign(count, 0);
  end_.assign(count, 0);
  std::vector<std::uint32_t> next(count, 1);
  for (std::size_t vertex = count; vertex-- > 0;) {
    if (dominator_[vertex] == no_vertex) continue;
    first_[vertex] = next[dominator_[vertex]];
    next[dominator_[vertex]] += size[vertex];
    next[vertex] = first_[vertex] + 1;
    end_[vertex] = first_[vertex] + size[vertex];
  }
}

}  // namespace cutpoint
