#include "importer/kubernetes/workloads/workloads.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "importer/kubernetes/objects/autoscalers.hpp"
#include "importer/kubernetes/objects/custom_resource_table.hpp"

namespace cutpoint::kubernetes {

namespace {

/// A kind that makes pods, and where its pod template stands.
struct WorkloadKind {
  std::string_view group;  ///< empty: the core group; "*": any
  std::string_view kind;
  Role role = Role::unknown;
};

constexpr std::array workload_kinds = {
    WorkloadKind{"*", "Deployment"},
    WorkloadKind{"*", "StatefulSet"},
    WorkloadKind{"*", "DaemonSet"},
    WorkloadKind{"*", "ReplicaSet"},
    WorkloadKind{"", "ReplicationController"},
    WorkloadKind{"argoproj.io", "Rollout"},
    WorkloadKind{"apps.openshift.io", "DeploymentConfig"},
    WorkloadKind{"batch", "Job", Role::job},
    WorkloadKind{"batch", "CronJob", Role::cron},
    WorkloadKind{"", "Pod"},
};

const WorkloadKind* workload_kind(const Object& object) {
  const auto found =
      std::find_if(workload_kinds.begin(), workload_kinds.end(), [&](const WorkloadKind& row) {
        return row.kind == object.kind && (row.group == "*" || row.group == object.group);
      });
  return found == workload_kinds.end() ? nullptr : &*found;
}

/// Who made the object, where something did. A node is no maker: it runs what its files say.
Value controller_of(const Object& object) {
  const Value owners = object.value.at({"metadata", "ownerReferences"});
  for (const Value owner : owners.items()) {
    if (owner.find("controller").boolean() != false && owner.find("kind").text() != "Node")
      return owner;
  }
  return {};
}

/// Of a pod that stands by itself: one that is not started again runs to its end, and what a node
/// starts from its own files belongs to the cluster.
Role role_of_pod(const Object& object) {
  const std::string_view policy = object.spec().find("restartPolicy").text();
  if (policy == "Never" || policy == "OnFailure") return Role::job;
  return object.value.at({"metadata", "ownerReferences"}).size() > 0 ? Role::control
                                                                     : Role::unknown;
}

Value pod_template(const Object& object, const Objects& objects) {
  if (object.kind == "Pod") return object.value;
  if (object.kind == "CronJob") return object.spec().at({"jobTemplate", "spec", "template"});
  const Value own = object.spec().find("template");
  const Value other = object.spec().find("workloadRef");
  if (own || !other) return own;
  const Object* source =
      objects.find(other.find("kind").text(), object.name_space, other.find("name").text());
  return source != nullptr ? source->spec().find("template") : Value();
}

/// The container that the workload is there for, and not one beside it.
Value main_container(const Value& pod, std::string_view name) {
  const Value containers = pod.find("containers");
  for (const Value container : containers.items()) {
    if (container.find("name").text() == name) return container;
  }
  for (const Value container : containers.items()) {
    const KnownImage* row = find_known_image(container.find("image").text());
    if (row == nullptr || !is_beside(row->role)) return container;
  }
  return containers.first();
}

class WorkloadFinder {
 public:
  WorkloadFinder(const Objects& objects, Conclusions& conclusions, Diagnostics& diagnostics)
      : objects_(objects),
        autoscalers_(objects),
        conclusions_(conclusions),
        diagnostics_(diagnostics) {}

  FoundWorkloads run() {
    find_templates();
    for (const Object& object : objects_.all()) {
      const WorkloadKind* row = workload_kind(object);
      if (row == nullptr || templates_.contains(&object)) continue;
      const Value owner = controller_of(object);
      if (object.kind == "Pod" && (owner || !is_live(object))) continue;
      if (owner && is_taken(is_there(owner, object))) continue;
      if (object.kind == "ReplicaSet" && owner && object.spec().find("replicas").text() == "0")
        continue;  // an earlier revision
      add(object, *row);
    }
    for (const Object* pod : objects_.of_kind("Pod")) add_running(*pod);
    return {std::move(workloads_), std::move(of_others_)};
  }

 private:
  /// Deployments that only hold the template of a Rollout.
  void find_templates() {
    for (const Object* rollout : objects_.of_kind("Rollout")) {
      const Value other = rollout->spec().find("workloadRef");
      if (const Object* source = objects_.find(other.find("kind").text(), rollout->name_space,
                                               other.find("name").text()))
        templates_.insert(source);
    }
  }

  [[nodiscard]] static bool is_live(const Object& pod) {
    const std::string_view phase = pod.value.at({"status", "phase"}).text();
    return phase != "Succeeded" && phase != "Failed";
  }

  [[nodiscard]] const Object* is_there(const Value& owner, const Object& object) const {
    return objects_.find(owner.find("kind").text(), object.name_space, owner.find("name").text());
  }

  /// True for what becomes a component itself: what it owns is part of it.
  [[nodiscard]] static bool is_taken(const Object* owner) {
    return owner != nullptr && (workload_kind(*owner) != nullptr || is_custom_resource(*owner));
  }

  void add(const Object& object, const WorkloadKind& row) {
    const Value pod = pod_template(object, objects_);
    Workload workload =
        described(object, pod, object.kind == "Pod" ? role_of_pod(object) : row.role);
    if (const Value containers = workload.pod.find("containers");
        containers && !containers.is_list())
      diagnostics_.warning("wrong-type", containers.span(),
                           "`containers` is no list here: what it holds is left out");
    if (const std::string_view node = object.spec().find("nodeName").text();
        object.kind == "Pod" && !node.empty())
      workload.pods.push_back({object.name, std::string(node)});
    workload.instances = count_instances(object);
    if (workload.instances.value == 0 && !left_with_one(workload)) return;
    by_object_.emplace(&object, workloads_.size());
    workloads_.push_back(std::move(workload));
  }

  [[nodiscard]] static Workload described(const Object& object, const Value& pod, Role role) {
    Workload workload = workload_of(object, object.name);
    workload.pod = pod.find("spec");
    workload.labels = labels_of(pod.at({"metadata", "labels"}));
    workload.claims = object.spec().find("volumeClaimTemplates");
    workload.service_name = object.spec().find("serviceName").text();
    recognise_workload(workload, role);
    return workload;
  }

  static void recognise_workload(Workload& workload, Role role) {
    const Value container = main_container(workload.pod, workload.own_name);
    workload.image = container.find("image").text();
    workload.image_span = container.find("image").span();
    workload.recognition = recognise(workload.image, workload.own_name);
    recognise_command(workload, container);
    // Of what runs on every node the end of a name says little: "dns-cache" is no cache.
    if (workload.kind == "DaemonSet" && workload.recognition.strength == Strength::assumed)
      workload.recognition = {};
    workload.role = role != Role::unknown ? role : workload.recognition.role();
    if (workload.kind == "DaemonSet" && workload.role == Role::unknown) workload.role = Role::agent;
    workload.component_kind = workload.recognition.kind("pod");
  }

  /// One image may hold several programs, and the arguments say which.
  static void recognise_command(Workload& workload, const Value& container) {
    if (workload.recognition.row == nullptr) return;
    std::string words;
    for (const std::string_view key : {"command", "args"}) {
      for (const Value word : container.find(key).items()) {
        words += word.text();
        words += ' ';
      }
    }
    const KnownImage* row = find_known_command(*workload.recognition.row, words);
    if (row != nullptr) workload.recognition = {row, Strength::inferred, "its arguments"};
  }

  [[nodiscard]] Count count_instances(const Object& object) const {
    if (object.kind == "CronJob") return {0, "a CronJob runs now and then", object.span};
    if (object.kind == "Job" || object.kind == "Pod" || object.kind == "DaemonSet")
      return {1, object.kind, object.span};
    const Value replicas = object.spec().find("replicas");
    const auto written = replicas.whole_number();
    // Who sets it to nothing has switched the autoscaler off too.
    if (written != 0) {
      if (auto minimum = autoscalers_.minimum(object.kind, object.name_space, object.name))
        return *minimum;
    }
    if (written && *written >= 0 && *written <= most_instances)
      return {static_cast<std::uint32_t>(*written), "replicas", replicas.span()};
    if (replicas) {
      diagnostics_.warning("wrong-type", replicas.span(),
                           "`replicas` is no number of instances here: one is assumed");
    }
    return {1, "replicas not given", object.span, Strength::assumed};
  }

  /// What has no instance at rest but runs when it is asked for stays; the rest is told.
  bool left_with_one(Workload& workload) {
    if (workload.role == Role::cron) {
      workload.instances.value = 1;
      return true;
    }
    if (workload.instances.reason != "replicas") {
      workload.instances.value = 1;
      workload.scales_to_zero = true;
      return true;
    }
    conclusions_.push_back({ConclusionKind::left_out, "",
                            fmt::format("{} {} is left out", workload.kind, workload.own_name),
                            "it has no replicas", Strength::declared, workload.instances.span});
    diagnostics_.info(
        "no-instances", workload.instances.span,
        fmt::format("{} `{}` has no replicas and is left out", workload.kind, workload.own_name));
    return false;
  }

  /// A pod of a dump belongs to the workload that made it, or to one that only its pods tell of.
  void add_running(const Object& pod) {
    const Value first = controller_of(pod);
    if (!first || !is_live(pod)) return;
    Value owner = first;
    const Object* maker = is_there(owner, pod);
    while (maker != nullptr && !by_object_.contains(maker)) {
      const Value next = controller_of(*maker);
      if (!next) break;
      owner = next;
      maker = is_there(next, *maker);
    }
    const std::string_view node = pod.spec().find("nodeName").text();
    const RunningPod running = {pod.name, std::string(node)};
    if (maker != nullptr) {
      const auto known = by_object_.find(maker);
      if (known != by_object_.end()) {
        workloads_[known->second].pods.push_back(running);
      } else {
        of_others_[maker].push_back(running);
      }
      return;
    }
    add_unseen(pod, owner, running);
  }

  /// The pods of one maker that is not in the files, as one workload.
  void add_unseen(const Object& pod, const Value& owner, const RunningPod& running) {
    const std::string kind(owner.find("kind").text());
    std::string name(owner.find("name").text());
    const Labels labels = labels_of(pod.value.at({"metadata", "labels"}));
    const auto hash = labels.find("pod-template-hash");
    if (kind == "ReplicaSet" && hash != labels.end() && name.ends_with("-" + hash->second))
      name.resize(name.size() - hash->second.size() - 1);
    const auto [known, added] =
        unseen_.emplace(fmt::format("{}\n{}\n{}", kind, pod.name_space, name), workloads_.size());
    if (added) {
      Workload workload = described(pod, pod.value, kind == "Job" ? Role::job : Role::unknown);
      workload.kind = kind == "ReplicaSet" ? "Deployment" : kind;
      workload.own_name = name;
      recognise_workload(workload, workload.role);
      workload.instances = {0, fmt::format("its pods; {} is not in the files", kind), pod.span};
      workloads_.push_back(std::move(workload));
    }
    Workload& workload = workloads_[known->second];
    ++workload.instances.value;
    workload.pods.push_back(running);
  }

  static constexpr std::int64_t most_instances = 1'000'000;
  const Objects& objects_;
  Autoscalers autoscalers_;
  Conclusions& conclusions_;
  Diagnostics& diagnostics_;
  std::vector<Workload> workloads_;
  std::set<const Object*> templates_;
  std::map<const Object*, std::size_t> by_object_;
  std::map<const Object*, std::vector<RunningPod>> of_others_;
  std::map<std::string, std::size_t> unseen_;
};

bool is_sidecar(const Value& init_container) {
  return init_container.find("restartPolicy").text() == "Always";
}

}  // namespace

Workload workload_of(const Object& object, std::string own_name) {
  Workload workload;
  workload.object = &object;
  workload.kind = object.kind;
  workload.name_space = object.name_space;
  workload.own_name = std::move(own_name);
  workload.span = object.span;
  return workload;
}

FoundWorkloads find_workloads(const Objects& objects, Conclusions& conclusions,
                              Diagnostics& diagnostics) {
  return WorkloadFinder(objects, conclusions, diagnostics).run();
}

std::vector<Value> running_containers(const Value& pod) {
  std::vector<Value> containers;
  for (const Value container : pod.find("containers").items()) containers.push_back(container);
  for (const Value container : pod.find("initContainers").items()) {
    if (is_sidecar(container)) containers.push_back(container);
  }
  return containers;
}

std::vector<Value> starting_containers(const Value& pod) {
  std::vector<Value> containers;
  for (const Value container : pod.find("initContainers").items()) {
    if (!is_sidecar(container)) containers.push_back(container);
  }
  return containers;
}

void name_workloads(std::vector<Workload>& workloads) {
  std::map<std::string, std::set<std::string>> spaces;
  std::map<std::string, std::size_t> same;
  const auto full = [](const Workload& workload) {
    return fmt::format("{}/{}", namespace_or_default(workload.name_space), workload.own_name);
  };
  for (const Workload& workload : workloads) {
    spaces[workload.own_name].insert(std::string(namespace_or_default(workload.name_space)));
    ++same[full(workload)];
  }
  for (Workload& workload : workloads) {
    workload.name = spaces[workload.own_name].size() > 1 ? full(workload) : workload.own_name;
    if (same[full(workload)] < 2) continue;
    std::string kind = workload.kind;
    std::transform(kind.begin(), kind.end(), kind.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    workload.name += "-" + kind;
  }
}

}  // namespace cutpoint::kubernetes
