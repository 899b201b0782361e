/// Finds an order of a part's leaves in which its diagram is small.
#pragma once

#include <memory>
#include <vector>

#include "analyzer/engine/module_builder.hpp"

namespace cutpoint {

struct OrderedPart {
  std::unique_ptr<PartBuilder> builder;  ///< built; roots may be exhausted where nothing fitted
  VariableOrder order;
};

/// Builds in several orders with the same small allowance of nodes; those that came farthest go on
/// with larger and larger ones, up to `node_budget`, the leader ahead of the others; at last with
/// reordering while building. Orders are those of `part`; what is built, and must live as long as
/// the builder, is `factored`, the same part with fewer joins. Work is counted in nodes, so that
/// the same input always gives the same diagram. A spent `meter` ends the search.
[[nodiscard]] OrderedPart build_in_best_order(const GateGraph& graph, const GateModule& part,
                                              const GateModule& factored,
                                              const std::vector<LeafForm>& forms,
                                              std::size_t node_budget,
                                              EngineMeter* meter = nullptr);

}  // namespace cutpoint
