/// What runs: Deployments and their like, with the number of instances that is always there.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "importer/evidence/known_images.hpp"
#include "importer/kubernetes/objects/count.hpp"
#include "importer/kubernetes/objects/objects.hpp"
#include "importer/kubernetes/objects/spreading.hpp"

namespace cutpoint::kubernetes {

/// A pod that is there, of a dump.
struct RunningPod {
  std::string name;
  std::string node;
};

/// Parts of a resource, of which some are enough.
struct PartGroup {
  std::vector<std::size_t> members;  ///< by position
  std::uint32_t at_least = 1;
};

/// One component to be.
struct Workload {
  const Object* object = nullptr;
  std::string kind;  ///< "Deployment"
  std::string name_space;
  std::string own_name;  ///< in its namespace
  std::string name;      ///< of the component
  SourceSpan span;
  Value pod;                 ///< spec of its pods; missing for custom resources
  Value claims;              ///< volumeClaimTemplates
  Labels labels;             ///< of its pods
  bool labels_known = true;  ///< false where an operator gives them
  std::string service_name;  ///< of a StatefulSet
  std::string image;         ///< of its main container
  SourceSpan image_span;
  Recognition recognition;
  Role role = Role::unknown;
  std::string component_kind;
  Count instances;
  std::optional<Count> needed;  ///< how many of them must work, where something says so
  bool scales_to_zero = false;
  std::vector<RunningPod> pods;
  std::vector<std::string> service_names;  ///< of Services that an operator makes for it
  std::vector<SpreadRule> own_rules;       ///< that an operator gives its pods

  bool is_whole = false;  ///< stands for all of a custom resource, and not for a part of it
  std::string only_zone;  ///< where an operator puts its pods

  /// What it consists of, by position; and resources that it names, "Kafka\nshop\nevents".
  std::vector<PartGroup> parts;
  std::vector<std::size_t> soft_parts;
  bool is_soft_part = false;
  std::vector<std::string> references;

  [[nodiscard]] bool is_run_to_end() const { return role == Role::job || role == Role::cron; }
};

/// Of an object, or of a part of one, that is called so in its namespace; nothing else is settled.
[[nodiscard]] Workload workload_of(const Object& object, std::string own_name);

struct FoundWorkloads {
  std::vector<Workload> all;
  /// Pods whose maker is no workload of the Kubernetes API, by that.
  std::map<const Object*, std::vector<RunningPod>> of_others;
};

/// All workloads that own their pods themselves: not the ReplicaSets of Deployments nor the pods of
/// either. What has no instance is told and left out.
[[nodiscard]] FoundWorkloads find_workloads(const Objects& objects, Conclusions& conclusions,
                                            Diagnostics& diagnostics);

/// Gives each workload a name of its own: the plain name where no other has it, then with the
/// namespace, then with the kind.
void name_workloads(std::vector<Workload>& workloads);

/// Containers that run while the pod runs, sidecars among the init containers included.
[[nodiscard]] std::vector<Value> running_containers(const Value& pod);
/// Init containers that end before the others start.
[[nodiscard]] std::vector<Value> starting_containers(const Value& pod);

}  // namespace cutpoint::kubernetes
