/// The function written as a fault tree for other tools.
#pragma once

#include <string>

#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The journeys' failure logic as an Open-PSA fault tree: the same top-event probabilities in any
/// tool that reads the format. Names are made to fit it; the original is kept as label. The format
/// knows no networks: `expanded` has no `connected` nodes.
[[nodiscard]] std::string export_open_psa(const Model& model, const StructureFunction& expanded);

}  // namespace cutpoint
