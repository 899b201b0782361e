/// Where a listener leads whose blocks are `dynamic`: a plan does not write what such blocks say.
#pragma once

#include <vector>

#include "importer/terraform/references.hpp"

namespace cutpoint::terraform {

/// From each listener that passes requests on to a target group that is not known yet, to the group
/// of its module that no other names, where it has members and is the only one. Linear.
[[nodiscard]] std::vector<Reference> find_hidden_targets(const Inventory& inventory,
                                                         const ResourceTypes& types,
                                                         const References& references);

}  // namespace cutpoint::terraform
