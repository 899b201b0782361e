/// Analyses of a model and its function; the way in asks them of a system.
#pragma once

#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/shard.hpp"
#include "cutpoint/structure_function.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

/// Everything `analyze` prints. Deterministic: the same inputs give the same values.
[[nodiscard]] Analysis analyze(const Model& model, const StructureFunction& function,
                               const AnalysisOptions& options = {});

/// The trials of one shard, as `options.uncertainty` has them; whose part it is, the caller knows.
/// A failure where there are none, and of a shard beyond its number.
[[nodiscard]] Result<UncertaintyPart> uncertainty_part(const Model& model,
                                                       const StructureFunction& function,
                                                       const AnalysisOptions& options,
                                                       const Shard& shard);

/// With the trials of parts of this model. A failure where they make up no run, or none that is of
/// the diagrams of these options.
[[nodiscard]] Result<Analysis> analyze(const Model& model, const StructureFunction& function,
                                       AnalysisOptions options, std::vector<UncertaintyPart> parts);

[[nodiscard]] Consequence what_if(const Model& model, const StructureFunction& function,
                                  std::vector<EventId> failed);

}  // namespace cutpoint
