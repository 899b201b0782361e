/// Analyses of a model and its function; the way in asks them of a system.
#pragma once

#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Everything `analyze` prints. Deterministic: the same inputs give the same values.
[[nodiscard]] Analysis analyze(const Model& model, const StructureFunction& function,
                               const AnalysisOptions& options = {});

[[nodiscard]] Consequence what_if(const Model& model, const StructureFunction& function,
                                  std::vector<EventId> failed);

}  // namespace cutpoint
