/// What components run on, directly or not.
#pragma once

#include <set>
#include <string_view>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// Everything that all instances of the component run on.
[[nodiscard]] std::set<ComponentId> common_places(const Model& model, ComponentId id);

/// The place of a built-in kind ("zone") that the component lies in; invalid where the document
/// names none.
[[nodiscard]] ComponentId place_of_kind(const Model& model, ComponentId id, std::string_view kind);

/// True where `id` is what was lost, or lies in it.
[[nodiscard]] bool is_lost_with(const Model& model, ComponentId id, ComponentId lost);

}  // namespace cutpoint
