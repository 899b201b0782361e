/// Manifests of Kubernetes that a resource holds as a text of YAML.
#pragma once

#include <string_view>

#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// True for resources that hold an object of any kind, under `manifest` where it can be read.
[[nodiscard]] inline bool holds_manifest(const Resource& resource) {
  return resource.type == "kubernetes_manifest" || resource.type == "kubectl_manifest";
}

/// Puts the object that a `kubectl_manifest` holds where `kubernetes_manifest` has it: in place of
/// its other attributes. The provider marks the whole text as sensitive and shows the same beside
/// it without what is; only what is shown is taken. Nothing changes where that cannot be read.
/// The secrets of the text are noted in either case.
void read_manifest_text(Resource& resource, Inventory& inventory);

}  // namespace cutpoint::terraform
