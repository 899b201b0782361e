#include "importer/kubernetes/scheduling/volumes.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cutpoint::kubernetes {

namespace {

/// A class whose volumes are disks of one node.
bool is_local_class(const Object& storage_class) {
  constexpr std::array words = {std::string_view("no-provisioner"), std::string_view("local"),
                                std::string_view("hostpath"), std::string_view("topolvm"),
                                std::string_view("openebs.io/lvm")};
  const std::string_view provisioner = storage_class.value.find("provisioner").text();
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return provisioner.find(word) != std::string_view::npos;
  });
}

std::string_view class_of(const Value& claim) {
  const std::string_view named = claim.at({"spec", "storageClassName"}).text();
  return !named.empty()
             ? named
             : claim.at({"metadata", "annotations", "volume.beta.kubernetes.io/storage-class"})
                   .text();
}

bool is_node(std::string_view key) {
  return key == "kubernetes.io/hostname";
}

/// The only zone in which a class makes volumes.
std::string_view only_zone_of(const Object& storage_class) {
  const Value terms = storage_class.value.find("allowedTopologies");
  if (terms.size() != 1) return {};
  for (const Value expression : terms.first().find("matchLabelExpressions").items()) {
    const Value values = expression.find("values");
    if (names_zone(expression.find("key").text()) && values.size() == 1)
      return values.first().text();
  }
  return {};
}

/// The class of a claim, or the default one where it names none.
const Object* storage_of(const Value& claim, const Objects& objects) {
  const std::string_view named = class_of(claim);
  if (!named.empty()) return objects.find("StorageClass", "", named);
  for (const Object* storage : objects.of_kind("StorageClass")) {
    const Value annotations = storage->value.at({"metadata", "annotations"});
    if (annotations.find("storageclass.kubernetes.io/is-default-class").text() == "true")
      return storage;
  }
  return nullptr;
}

void bind_to_class(VolumeBinding& binding, const Value& claim, const Objects& objects) {
  const Object* storage = storage_of(claim, objects);
  if (storage == nullptr || !binding.zone.empty()) return;
  binding.zone = only_zone_of(*storage);
  if (!binding.zone.empty())
    binding.reason =
        fmt::format("storage class {} makes volumes in {} alone", storage->name, binding.zone);
}

/// The only value that a volume's required node affinity allows for such a label.
std::string_view only_value(const Value& volume, bool (*is_key)(std::string_view)) {
  const Value terms = volume.at({"spec", "nodeAffinity", "required", "nodeSelectorTerms"});
  if (terms.size() != 1) return {};
  for (const Value expression : (*terms.items().begin()).find("matchExpressions").items()) {
    const Value values = expression.find("values");
    if (is_key(expression.find("key").text()) && values.size() == 1) return values.first().text();
  }
  return {};
}

bool shares_widely(const Value& claim_spec) {
  const Value modes = claim_spec.find("accessModes");
  return std::any_of(modes.items().begin(), modes.items().end(), [](const Value& mode) {
    return mode.text() == "ReadWriteMany" || mode.text() == "ReadOnlyMany";
  });
}

}  // namespace

std::vector<Value> mounted_claims(const Workload& workload) {
  std::vector<Value> claims;
  for (const Value volume : workload.pod.find("volumes").items()) {
    const Value name = volume.at({"persistentVolumeClaim", "claimName"});
    // A claim of a template that stands here too is one volume for each pod.
    const auto own = workload.claims.items();
    const bool is_template = std::any_of(own.begin(), own.end(), [&](const Value& claim) {
      return claim.at({"metadata", "name"}).text() == volume.find("name").text();
    });
    if (name && !is_template) claims.push_back(name);
  }
  return claims;
}

VolumeBinding volume_binding(const Workload& workload, const Objects& objects) {
  VolumeBinding binding;
  for (const Value name : mounted_claims(workload)) {
    const Object* claim = objects.find("PersistentVolumeClaim", workload.name_space, name.text());
    if (claim == nullptr) continue;
    if (!shares_widely(claim->spec())) {
      binding.one_node = true;
      binding.reason = fmt::format("claim {}, which one node at a time may mount", name.text());
    }
    const Object* volume =
        objects.find("PersistentVolume", "", claim->spec().find("volumeName").text());
    if (volume == nullptr) {
      bind_to_class(binding, claim->value, objects);
      continue;
    }
    binding.zone = only_value(volume->value, names_zone);
    binding.node = only_value(volume->value, is_node);
    if (!binding.zone.empty() || !binding.node.empty())
      binding.reason = fmt::format("volume {} of claim {}", volume->name, name.text());
  }
  for (const Value claim : workload.claims.items()) bind_to_class(binding, claim, objects);
  return binding;
}

std::string remark_on_claims(const Workload& workload, const Objects& objects) {
  for (const Value claim : workload.claims.items()) {
    if (shares_widely(claim.find("spec"))) continue;
    const Object* storage = storage_of(claim, objects);
    if (storage != nullptr &&
        storage->value.at({"parameters", "replication-type"}).text().starts_with("regional"))
      continue;  // in two zones at once
    if (storage != nullptr && is_local_class(*storage))
      return fmt::format(
          "volumes of class {} stay on their node: an instance comes back only there",
          storage->name);
    return "each instance is bound to where its volume is, mostly one zone: it comes back only "
           "there";
  }
  return {};
}

}  // namespace cutpoint::kubernetes
