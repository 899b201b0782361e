/// Components whose figures are one: those that fail together by `beta`.
#pragma once

#include <vector>

#include "cutpoint/id.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// By component: all that common causes with `beta` give the same figures, directly or through
/// others, itself among them; empty where none does.
[[nodiscard]] IdVector<ComponentId, std::vector<ComponentId>> alike_by_beta(const Model& model);

}  // namespace cutpoint
