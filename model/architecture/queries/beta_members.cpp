#include "model/architecture/queries/beta_members.hpp"

#include <algorithm>

namespace cutpoint {

IdVector<ComponentId, std::vector<ComponentId>> alike_by_beta(const Model& model) {
  IdVector<ComponentId, std::vector<ComponentId>> alike(model.components.size());
  for (const CommonCause& cause : model.common_causes) {
    if (!cause.beta) continue;
    std::vector<ComponentId> all = cause.members;
    for (const ComponentId member : cause.members) {
      all.insert(all.end(), alike[member].begin(), alike[member].end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const ComponentId member : all) alike[member] = all;
  }
  return alike;
}

}  // namespace cutpoint
