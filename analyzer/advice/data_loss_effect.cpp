#include "analyzer/advice/data_loss_effect.hpp"

#include <algorithm>
#include <optional>

namespace cutpoint {

namespace {

std::optional<Duration> worst_loss(const std::string& component, const Model& model,
                                   const Analysis& analysis) {
  std::optional<Duration> result;
  for (const DataRecovery& recovery : analysis.recovery) {
    if (model.components[recovery.component].name != component) continue;
    bool known = true;
    Duration most;
    for (const ScopeRecovery& scope : recovery.scopes) {
      known = known && scope.rpo.has_value();
      most = std::max(most, scope.rpo.value_or(Duration()));
    }
    if (known) result = most;
  }
  return result;
}

}  // namespace

SideEffect data_loss_effect(const std::string& component, const Model& before_model,
                            const Analysis& before, const Model& after_model,
                            const Analysis& after) {
  return {SideEffect::What::data_lost, worst_loss(component, before_model, before),
          worst_loss(component, after_model, after)};
}

}  // namespace cutpoint
