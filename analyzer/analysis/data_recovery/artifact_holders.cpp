#include "analyzer/analysis/data_recovery/artifact_holders.hpp"

#include <set>

#include "model/architecture/queries/placement.hpp"

namespace cutpoint {

std::vector<ComponentId> holders_of(const Model& model, const Artifact& artifact) {
  std::vector<ComponentId> found;
  if (artifact.registry) found.push_back(model.find_component(artifact.registry->value));
  for (const auto& name : artifact.copies) found.push_back(model.find_component(name.value));
  return found;
}

bool is_reachable_without(const Model& model, ComponentId holder, ComponentId lost) {
  std::set<ComponentId> seen;
  std::vector<ComponentId> queue{holder};
  while (!queue.empty()) {
    const ComponentId id = queue.back();
    queue.pop_back();
    if (!seen.insert(id).second) continue;
    if (is_lost_with(model, id, lost)) return false;
    for (const Requirement& need : model.components[id].needs) {
      if (need.form != Requirement::Form::component || need.soft || need.fallback) continue;
      queue.push_back(need.component);
    }
  }
  return true;
}

ArtifactCopies copies_of(const Model& model, const Artifact& artifact) {
  ArtifactCopies copies;
  if (artifact.version) copies.version = artifact.version->value;
  copies.versioned = artifact.versioned && artifact.versioned->value;
  std::set<ComponentId> regions;
  for (const ComponentId holder : holders_of(model, artifact)) {
    ++copies.copies;
    const ComponentId region = place_of_kind(model, holder, "region");
    if (region.valid()) regions.insert(region);
  }
  copies.regions = static_cast<std::uint32_t>(regions.size());
  return copies;
}

}  // namespace cutpoint
