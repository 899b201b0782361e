/// A part of a gate graph as bare edges.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/gates/module.hpp"

namespace cutpoint {

/// Who depends on whom, without signs.
struct PartSkeleton {
  std::size_t leaves = 0;
  std::vector<std::vector<std::uint32_t>> children;  ///< empty for leaves
  std::vector<std::uint32_t> roots;

  explicit PartSkeleton(const GateModule& part)
      : leaves(part.leaves.size()), children(part.size()) {
    for (std::size_t gate = 0; gate < part.gates.size(); ++gate) {
      auto& list = children[leaves + gate];
      part.each_operand(gate, [&](Operand operand) { list.push_back(operand.vertex); });
    }
    for (const Operand root : part.roots) roots.push_back(root.vertex);
  }
};

}  // namespace cutpoint
