#include "analyzer/structure/ancestry.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cutpoint {

Ancestry::Ancestry(const StructureFunction& function)
    : level_(function.nodes.size(), 0), labels_{label(function, false), label(function, true)} {
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    for (const NodeId child : function.children_of(NodeId(i))) {
      level_[NodeId(i)] = std::max(level_[NodeId(i)], level_[child] + 1);
    }
  }
}

Ancestry::Labels Ancestry::label(const StructureFunction& function, bool reversed) {
  const std::size_t count = function.nodes.size();
  Labels labels{IdVector<NodeId, std::uint32_t>(count, 0),
                IdVector<NodeId, std::uint32_t>(count, 0)};
  std::vector<bool> seen(count, false);
  std::vector<std::pair<NodeId, std::size_t>> path;
  std::uint32_t next_rank = 0;
  for (std::size_t i = count; i-- > 0;) {
    if (seen[i]) continue;
    seen[i] = true;
    path.emplace_back(NodeId(i), 0);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      const auto children = function.children_of(node);
      if (next == children.size()) {
        const std::uint32_t rank = next_rank++;
        std::uint32_t low = rank;
        for (const NodeId child : children) low = std::min(low, labels.low[child]);
        labels.rank[node] = rank;
        labels.low[node] = low;
        path.pop_back();
        continue;
      }
      const NodeId child = children[reversed ? children.size() - 1 - next : next];
      ++next;
      if (seen[child.index()]) continue;
      seen[child.index()] = true;
      path.emplace_back(child, 0);
    }
  }
  return labels;
}

}  // namespace cutpoint
