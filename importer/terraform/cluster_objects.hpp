/// Objects of Kubernetes that resources stand for, in the form in which manifests have them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "importer/kubernetes/objects/objects.hpp"
#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// What a resource is to the cluster; a `kubernetes_manifest` says it in its value.
struct ObjectKind {
  std::string_view api_version;
  std::string_view kind;
};
[[nodiscard]] std::optional<ObjectKind> object_kind_of(const Resource& resource);

/// The objects of all resources, with the resource of each.
class ClusterObjects {
 public:
  explicit ClusterObjects(const Inventory& inventory);

  [[nodiscard]] const kubernetes::Objects& objects() const { return objects_; }
  [[nodiscard]] bool empty() const { return resource_of_.empty(); }
  /// Nothing for what stands for no resource.
  [[nodiscard]] std::optional<std::size_t> resource_of(const kubernetes::Object& object) const;

 private:
  using Place = std::pair<FileId, documents::ValueId>;
  kubernetes::Objects objects_;
  std::map<Place, std::size_t> resource_of_;  ///< by the root of the object
};

/// The Secret in which sensitive values of other objects are handed over, as they may be followed
/// and never shown.
constexpr std::string_view sensitive_values = "(sensitive)";

}  // namespace cutpoint::terraform
