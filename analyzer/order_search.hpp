/// Finds an order of a part's leaves in which its diagram is small.
#pragma once

#include <memory>
#include <vector>

#include "analyzer/part_builder.hpp"

namespace cutpoint {

struct OrderedPart {
  std::unique_ptr<PartBuilder> builder;  ///< built; roots may be exhausted where nothing fitted
  VariableOrder order;
};

/// Builds in the order that is best most often; where that takes many nodes, tries others with the
/// same allowance, then those that came farthest with a larger one, up to `node_budget`; at last
/// with reordering while building. Work is counted in nodes, so that the same input always gives
/// the same diagram. A spent `meter` ends the search.
[[nodiscard]] OrderedPart build_in_best_order(const GateGraph& graph, const DiagramPart& part,
                                              const std::vector<LeafForm>& forms,
                                              std::size_t node_budget,
                                              EngineMeter* meter = nullptr);

}  // namespace cutpoint
