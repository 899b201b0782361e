/// The analysis of a changed document, as far as advice shows it.
#pragma once

#include "analyzer/engine/known_diagrams.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// What `analyze` says, without what no change is judged by: combinations, what journeys are with
/// every soft requirement (`full` is `up`), uncertainties, planned downtime that no promise counts,
/// and the chances that a period misses a promise on which no credit hangs. `known`: diagrams of
/// earlier functions, if any.
[[nodiscard]] Analysis analyze_change(const Model& model, const StructureFunction& function,
                                      AnalysisOptions options, KnownDiagrams* known = nullptr);

}  // namespace cutpoint
