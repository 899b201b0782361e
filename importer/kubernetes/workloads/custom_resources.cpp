#include "importer/kubernetes/workloads/custom_resources.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "importer/kubernetes/objects/custom_resource_table.hpp"
#include "importer/kubernetes/objects/paths.hpp"
#include "importer/kubernetes/workloads/clickhouse.hpp"
#include "importer/kubernetes/workloads/given_names.hpp"
#include "importer/kubernetes/workloads/joined_parts.hpp"
#include "importer/kubernetes/workloads/kafka_pools.hpp"
#include "importer/kubernetes/workloads/search_nodes.hpp"

namespace cutpoint::kubernetes {

namespace {

/// Whether it is said where pods may be.
bool says_where(const Value& pod) {
  return pod.find("affinity") || pod.find("topologySpreadConstraints") || pod.find("nodeSelector");
}

/// What is laid over the pods of an operator stands in front of what it makes itself.
Value pod_at(const Value& part, std::string_view paths) {
  for (;;) {
    const std::size_t blank = paths.find(' ');
    const Value pod = single_value(part, paths.substr(0, blank));
    if (blank == std::string_view::npos || says_where(pod)) return pod;
    paths.remove_prefix(blank + 1);
  }
}

Count count_in(const CustomResource& row, const Value& part, const Object& object) {
  const std::vector<Value> found = values_at(part, row.count);
  if (!row.count.empty() && found.size() == 1) {
    if (const auto number = found.front().whole_number(); number && *number >= 0)
      return {static_cast<std::uint32_t>(std::min<std::int64_t>(*number, 1'000'000)),
              std::string(row.count), found.front().span()};
  }
  return {row.otherwise, fmt::format("{} says no number", object.kind), object.span,
          Strength::assumed};
}

std::vector<SpreadRule> own_rules_of(const CustomResource& row, const Value& part,
                                     const Object& object) {
  constexpr std::string_view host = "kubernetes.io/hostname";
  if (row.spread == OwnSpread::cnpg) {
    const Value affinity = object.spec().find("affinity");
    if (affinity.find("podAntiAffinityType").text() != "required" ||
        affinity.find("enablePodAntiAffinity").boolean() == false)
      return {};
    const std::string_view key = affinity.find("topologyKey").text();
    return {kept_apart(key.empty() ? host : key, "podAntiAffinityType required")};
  }
  if (row.spread == OwnSpread::percona) {
    const Value key = part.at({"affinity", "antiAffinityTopologyKey"});
    if (key.text() == "none" || part.at({"affinity", "advanced"})) return {};
    return {kept_apart(key ? key.text() : host, "antiAffinityTopologyKey")};
  }
  if (row.spread == OwnSpread::rook && part.find("allowMultiplePerNode").boolean() != true)
    return {kept_apart(host, "allowMultiplePerNode is not set")};
  return {};
}

/// Other resources that a resource refers to: by `name`, and by `namespace` where one stands there.
struct ReferencePath {
  std::string_view kind;  ///< of the resource that refers
  std::string_view path;
  std::string_view key;
  std::string_view target_kind;
};

constexpr std::array reference_paths = {
    ReferencePath{"Pooler", "spec.cluster", "name", "Cluster"},
    ReferencePath{"Kibana", "spec.elasticsearchRef", "name", "Elasticsearch"},
    ReferencePath{"ApmServer", "spec.elasticsearchRef", "name", "Elasticsearch"},
    ReferencePath{"EnterpriseSearch", "spec.elasticsearchRef", "name", "Elasticsearch"},
    ReferencePath{"Logstash", "spec.elasticsearchRefs.*", "name", "Elasticsearch"},
    ReferencePath{"Beat", "spec.elasticsearchRef", "name", "Elasticsearch"},
    ReferencePath{"Agent", "spec.elasticsearchRefs.*", "name", "Elasticsearch"},
    ReferencePath{"Agent", "spec.fleetServerRef", "name", "Agent"},
    ReferencePath{"RedisSentinel", "spec.redisSentinelConfig", "redisReplicationName",
                  "RedisReplication"},
    ReferencePath{"InferenceGraph", "spec.nodes.%.steps.*", "serviceName", "InferenceService"},
};

/// Parts that are switched off, or that stand in what is, do not run.
bool is_switched_off(const Object& object, std::string_view path) {
  for (std::size_t end = path.find('.'); !path.empty(); end = path.find('.', end + 1)) {
    const std::string_view start = path.substr(0, end);
    if (start.find('*') != std::string_view::npos) return false;
    const Value part = single_value(object.value, start);
    if (part.find("enabled").boolean() == false || part.find("enable").boolean() == false)
      return true;
    if (end == std::string_view::npos) break;
  }
  return false;
}

/// Of CloudNativePG, which has the selector of nodes among the affinities.
std::string selected_zone(const Object& object) {
  for (const documents::Entry label : object.spec().at({"affinity", "nodeSelector"}).entries()) {
    if (names_zone(label.key)) return std::string(label.value.text());
  }
  return {};
}

std::string name_of_part(const Value& part) {
  const std::string_view name = part.find("name").text();
  return std::string(name.empty() ? part.find("component").text() : name);
}

class CustomFinder {
 public:
  CustomFinder(const Objects& objects, std::vector<Workload>& workloads)
      : objects_(objects), workloads_(workloads) {}

  void run() {
    for (const Object& object : objects_.all()) {
      added_.clear();
      for (const CustomResource& row : custom_resources()) {
        if (row.kind == object.kind && row.group == object.group) add(row, object);
      }
      if (!added_.empty()) join_parts(workloads_, added_);
    }
    add_clickhouse_clusters(objects_, workloads_);
    add_kafka_clusters(objects_, workloads_);
  }

 private:
  void add(const CustomResource& row, const Object& object) {
    if (is_switched_off(object, row.part)) return;
    const std::vector<Value> parts = values_at(object.value, row.part);
    for (const Value& part : parts) {
      Workload workload = workload_of(object, object.name + std::string(row.ending));
      // Several parts of a list are told apart by their own names.
      if (parts.size() > 1) workload.own_name += "-" + name_of_part(part);
      workload.pod = row.pod == "." ? part : pod_at(part, row.pod);
      workload.labels_known = false;
      workload.labels = given_labels(object, row.ending, part);
      workload.role = row.role;
      workload.component_kind = row.component_kind;
      const ClusterLife life = is_search_cluster(object) ? life_of(node_roles(part)) : row.life;
      workload.is_soft_part = row.is_soft || (is_search_cluster(object) && parts.size() > 1 &&
                                              is_search_helper(node_roles(part)));
      workload.instances = count_in(row, part, object);
      workload.service_names = given_names(row.services, object, part);
      workload.own_rules = own_rules_of(row, part, object);
      if (row.spread == OwnSpread::cnpg) workload.only_zone = selected_zone(object);
      if (row.role == Role::unknown) recognise_pods(workload);
      settle_counts(life, workload, object);
      refer(workload, object);
      if (row.uses_whole) {
        workload.references.push_back(own_reference(object));
      } else {
        added_.push_back({workloads_.size(), kin_of(object, part), life});
      }
      workloads_.push_back(std::move(workload));
    }
  }

  /// What a template runs says more than the kind of the resource.
  static void recognise_pods(Workload& workload) {
    const Value containers = workload.pod.find("containers");
    if (containers.size() > 0) workload.image = (*containers.items().begin()).find("image").text();
    workload.recognition = recognise(workload.image, workload.own_name);
    workload.role = workload.recognition.role();
    workload.component_kind = workload.recognition.kind("pod");
  }

  static void settle_counts(ClusterLife life, Workload& workload, const Object& object) {
    const Value annotations = object.spec().at({"template", "metadata", "annotations"});
    for (const std::string_view key :
         {"autoscaling.knative.dev/minScale", "autoscaling.knative.dev/min-scale"}) {
      if (const auto least = annotations.find(key).whole_number(); least && *least > 0)
        workload.instances = {static_cast<std::uint32_t>(*least), std::string(key),
                              annotations.find(key).span()};
    }
    const Value scaling = object.spec().find("autoscalingConfig");
    if (scaling.find("enabled").boolean() == true) {
      const Value least = scaling.find("minReplicas");
      workload.instances = {
          static_cast<std::uint32_t>(std::max<std::int64_t>(least.whole_number().value_or(1), 0)),
          "autoscalingConfig, minReplicas", least ? least.span() : object.span};
    }
    if (workload.instances.value == 0) {
      workload.instances.value = 1;
      workload.scales_to_zero = true;
    }
    const std::uint32_t instances = workload.instances.value;
    workload.needed = Count{members_needed(life, instances).value_or(instances),
                            fmt::format("{} lives as {}", object.kind, name_of(life)),
                            workload.instances.span, Strength::assumed};
  }

  static std::string own_reference(const Object& object) {
    return fmt::format("{}\n{}\n{}", object.kind, object.name_space, object.name);
  }

  static void refer(Workload& workload, const Object& object) {
    for (const ReferencePath& row : reference_paths) {
      if (row.kind != object.kind) continue;
      for (const Value& target : values_at(object.value, row.path)) {
        const std::string_view space = target.find("namespace").text();
        workload.references.push_back(fmt::format("{}\n{}\n{}", row.target_kind,
                                                  space.empty() ? object.name_space : space,
                                                  target.find(row.key).text()));
      }
    }
  }

  const Objects& objects_;
  std::vector<Workload>& workloads_;
  std::vector<AddedPart> added_;  ///< of the object that is read
};

}  // namespace

void add_custom_workloads(const Objects& objects, FoundWorkloads& workloads) {
  const std::size_t first = workloads.all.size();
  CustomFinder(objects, workloads.all).run();
  for (const auto& [maker, pods] : workloads.of_others) {
    for (const RunningPod& pod : pods) {
      // Of several parts the one whose name the pod's begins with, the longest such.
      Workload* best = nullptr;
      for (std::size_t i = first; i < workloads.all.size(); ++i) {
        Workload& own = workloads.all[i];
        const bool fits = own.object == maker && own.component_kind != "group" &&
                          (own.is_whole || pod.name.starts_with(own.own_name));
        if (fits && (best == nullptr || own.own_name.size() > best->own_name.size())) best = &own;
      }
      if (best != nullptr) best->pods.push_back(pod);
    }
  }
}

}  // namespace cutpoint::kubernetes
