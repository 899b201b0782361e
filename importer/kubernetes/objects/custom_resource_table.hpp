/// Custom resources whose operators run something: one table as data.
#pragma once

#include <span>

#include "importer/kubernetes/objects/custom_resource.hpp"
#include "importer/kubernetes/objects/objects.hpp"

namespace cutpoint::kubernetes {

[[nodiscard]] std::span<const CustomResource> custom_resources();

/// Of the table, or of a kind that is read by code of its own.
[[nodiscard]] bool is_custom_resource(const Object& object);

}  // namespace cutpoint::kubernetes
