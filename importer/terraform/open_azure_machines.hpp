/// Azure: machines with a public address whose network security groups let anybody in.
#pragma once

#include <cstddef>
#include <unordered_set>

#include "importer/terraform/references.hpp"

namespace cutpoint::terraform {

/// Adds them to `open`. Each group on the way, that of the subnet and that of the interface, must
/// let users in; where there is none, nothing says that anybody may.
void add_azure_machines(const Inventory& inventory, const References& references,
                        std::unordered_set<std::size_t>& open);

}  // namespace cutpoint::terraform
