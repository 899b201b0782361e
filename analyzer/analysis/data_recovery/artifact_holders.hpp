/// Where the artefact of a model is kept, and whether it can be fetched from there.
#pragma once

#include <vector>

#include "cutpoint/data_recovery.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// The components that hold an artefact: its registry first.
[[nodiscard]] std::vector<ComponentId> holders_of(const Model& model, const Artifact& artifact);

/// True where a holder is neither `lost` or in it, nor needs something that is: followed through
/// plain needs and hosts.
[[nodiscard]] bool is_reachable_without(const Model& model, ComponentId holder, ComponentId lost);

/// How many copies are kept, and in how many regions.
[[nodiscard]] ArtifactCopies copies_of(const Model& model, const Artifact& artifact);

}  // namespace cutpoint
