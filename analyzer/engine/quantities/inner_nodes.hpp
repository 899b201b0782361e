/// The nodes of a decision diagram that a function depends on.
#pragma once

#include <vector>

#include "analyzer/engine/decision_diagram.hpp"

namespace cutpoint {

/// The inner nodes that `top` depends on, those of modules included, parents before children.
/// Linear in them.
[[nodiscard]] std::vector<DecisionDiagram::Ref> inner_nodes(const DecisionDiagram& diagram,
                                                            DecisionDiagram::Ref top);

}  // namespace cutpoint
