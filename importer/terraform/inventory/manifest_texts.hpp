/// Manifests of Kubernetes that a resource holds as a text of YAML.
#pragma once

#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// Puts the object that a `kubectl_manifest` holds where `kubernetes_manifest` has it: in place of
/// its other attributes. The provider marks the whole text as sensitive and shows the same beside
/// it without what is; only what is shown is taken. Nothing changes where that cannot be read.
/// The secrets of the text are noted in either case.
void read_manifest_text(Resource& resource, Inventory& inventory);

}  // namespace cutpoint::terraform
