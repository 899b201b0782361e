/// What components run on, directly or not.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// Everything that all instances of the component run on.
[[nodiscard]] std::set<ComponentId> common_places(const Model& model, ComponentId id);

/// The place of a built-in kind ("zone") that the component lies in; invalid where the document
/// names none.
[[nodiscard]] ComponentId place_of_kind(const Model& model, ComponentId id, std::string_view kind);

/// True where `id` is what was lost, or lies in it.
[[nodiscard]] bool is_lost_with(const Model& model, ComponentId id, ComponentId lost);

/// How many instances of a pool stay on each of its used hosts, placed round robin; empty where
/// that is not plain: they move, or a host is a pool itself.
[[nodiscard]] std::vector<std::uint32_t> instances_by_host(const Model& model,
                                                           const Component& pool);

}  // namespace cutpoint
