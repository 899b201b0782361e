/// The analysis of a changed document, as far as advice shows it.
#pragma once

#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// What `analyze` says, without what no change is judged by: combinations, what journeys are with
/// every soft requirement (`full` is `up`), uncertainties, and the chances that a period misses a
/// promise on which no credit hangs.
[[nodiscard]] Analysis analyze_change(const Model& model, const StructureFunction& function,
                                      AnalysisOptions options);

}  // namespace cutpoint
