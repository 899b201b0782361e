/// What a comparison or a played failure adds to a picture.
#pragma once

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// The later picture with what the earlier one had and it lacks, all of it marked. Parts are the
/// same where their keys are.
[[nodiscard]] Picture with_changes(Picture before, Picture after, const Comparison& comparison);

/// Marks what fails, what falls with it, and the journeys that are down or degraded.
void mark_failure(Picture& picture, const Model& model, const StructureFunction& function,
                  const DrawnFailure& failure);

}  // namespace cutpoint
