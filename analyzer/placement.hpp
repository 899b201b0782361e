/// What components run on, directly or not.
#pragma once

#include <set>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// Everything that all instances of the component run on.
[[nodiscard]] std::set<ComponentId> common_places(const Model& model, ComponentId id);

}  // namespace cutpoint
