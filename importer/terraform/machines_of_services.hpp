/// Machines that container services and clusters run on, where no attribute names them.
#pragma once

#include "importer/terraform/inventory/inventory.hpp"
#include "importer/terraform/inventory/resource_types.hpp"
#include "importer/terraform/references.hpp"
#include "importer/terraform/wiring.hpp"

namespace cutpoint::terraform {

/// The pool that an AKS cluster is made with stands inside of the cluster: a resource of its own,
/// as pools that are added later are. Gives back which cluster each belongs to.
[[nodiscard]] std::vector<Reference> add_default_pools(Inventory& inventory,
                                                       const ResourceTypes& types);

/// ECS services that are not on Fargate run on the scaling group behind their cluster's capacity
/// provider: any of its machines.
void place_on_machines(const Inventory& inventory, Wiring& wiring);

}  // namespace cutpoint::terraform
