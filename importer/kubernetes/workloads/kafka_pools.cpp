#include "importer/kubernetes/workloads/kafka_pools.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace cutpoint::kubernetes {

namespace {

constexpr std::string_view strimzi = "kafka.strimzi.io";

Workload part_of_cluster(const Object& object, std::string name, const Value& pod) {
  Workload workload = workload_of(object, std::move(name));
  workload.pod = pod;
  workload.labels_known = false;
  workload.component_kind = "queue";
  return workload;
}

/// By which Services that are written by hand choose them.
Labels broker_labels(std::string_view cluster) {
  return {{"strimzi.io/cluster", std::string(cluster)},
          {"strimzi.io/kind", "Kafka"},
          {"strimzi.io/name", fmt::format("{}-kafka", cluster)},
          {"app.kubernetes.io/instance", std::string(cluster)}};
}

void count_replicas(Workload& workload, const Value& replicas) {
  const auto number = replicas.whole_number();
  workload.instances = {number && *number > 0
                            ? static_cast<std::uint32_t>(std::min<std::int64_t>(*number, 100'000))
                            : 1U,
                        "replicas", replicas ? replicas.span() : workload.span};
}

/// Writes need `min.insync.replicas` of the copies of each partition.
void need_brokers(Workload& brokers, const Value& config) {
  const auto copies = config.find("default.replication.factor").whole_number().value_or(1);
  const auto in_sync = config.find("min.insync.replicas").whole_number().value_or(1);
  const std::int64_t spare = std::max<std::int64_t>(copies - in_sync, 0);
  const std::int64_t instances = brokers.instances.value;
  const std::int64_t needed = std::clamp<std::int64_t>(instances - spare, 1, instances);
  brokers.needed =
      Count{static_cast<std::uint32_t>(needed),
            fmt::format("default.replication.factor {}, min.insync.replicas {}", copies, in_sync),
            config ? config.span() : brokers.span, config ? Strength::declared : Strength::assumed};
}

void need_majority(Workload& controllers, std::string_view what) {
  controllers.needed =
      Count{controllers.instances.value / 2 + 1, fmt::format("{} elect by majority", what),
            controllers.instances.span, Strength::assumed};
}

bool has_role(const Object& pool, std::string_view role) {
  const auto roles = pool.spec().find("roles").items();
  return std::any_of(roles.begin(), roles.end(),
                     [role](const Value& own) { return own.text() == role; });
}

class KafkaFinder {
 public:
  KafkaFinder(const Objects& objects, std::vector<Workload>& workloads)
      : objects_(objects), workloads_(workloads) {}

  void add(const Object& cluster) {
    std::vector<const Object*> pools;
    for (const Object* pool : objects_.of_kind("KafkaNodePool")) {
      const Value label = pool->value.at({"metadata", "labels", "strimzi.io/cluster"});
      if (label.text() == cluster.name && pool->name_space == cluster.name_space)
        pools.push_back(pool);
    }
    const std::size_t whole = workloads_.size();
    const Value kafka = cluster.spec().find("kafka");
    workloads_.push_back(part_of_cluster(cluster, cluster.name, kafka.at({"template", "pod"})));
    workloads_[whole].role = Role::queue;
    workloads_[whole].is_whole = true;
    workloads_[whole].service_names = {cluster.name + "-kafka-bootstrap",
                                       cluster.name + "-kafka-brokers"};
    if (pools.empty()) {
      add_old(cluster, whole);
      return;
    }
    workloads_[whole].component_kind = "group";
    workloads_[whole].pod = Value();
    for (const Object* pool : pools) {
      workloads_[whole].parts.push_back({{workloads_.size()}, 1});
      add_pool(cluster.spec().at({"kafka", "config"}), *pool);
    }
  }

  /// A pool whose cluster is not in the files stands by itself.
  void add_lone(const Object& pool) {
    const Value label = pool.value.at({"metadata", "labels", "strimzi.io/cluster"});
    if (objects_.find("Kafka", pool.name_space, label.text()) == nullptr) add_pool({}, pool);
  }

 private:
  void add_pool(const Value& config, const Object& pool) {
    Workload part = part_of_cluster(pool, pool.name, pool.spec().at({"template", "pod"}));
    count_replicas(part, pool.spec().find("replicas"));
    part.labels = broker_labels(pool.value.at({"metadata", "labels", "strimzi.io/cluster"}).text());
    part.labels.emplace("strimzi.io/pool-name", pool.name);
    const bool serves = has_role(pool, "broker");
    part.role = serves ? Role::queue : Role::control;
    if (has_role(pool, "controller")) need_majority(part, "controllers");
    if (serves) {
      const std::uint32_t elects = part.needed ? part.needed->value : 1;
      need_brokers(part, config);
      part.needed->value = std::max(part.needed->value, elects);
    }
    workloads_.push_back(std::move(part));
  }

  void add_old(const Object& cluster, std::size_t whole) {
    const Value kafka = cluster.spec().find("kafka");
    workloads_[whole].labels = broker_labels(cluster.name);
    count_replicas(workloads_[whole], kafka.find("replicas"));
    need_brokers(workloads_[whole], kafka.find("config"));
    const Value zookeeper = cluster.spec().find("zookeeper");
    if (!zookeeper.is_mapping()) return;
    Workload part =
        part_of_cluster(cluster, cluster.name + "-zookeeper", zookeeper.at({"template", "pod"}));
    count_replicas(part, zookeeper.find("replicas"));
    part.role = Role::control;
    part.component_kind = "coordination";
    part.service_names = {cluster.name + "-zookeeper-client"};
    need_majority(part, "ZooKeeper servers");
    workloads_[whole].parts.push_back({{workloads_.size()}, 1});
    workloads_.push_back(std::move(part));
  }

  const Objects& objects_;
  std::vector<Workload>& workloads_;
};

}  // namespace

void add_kafka_clusters(const Objects& objects, std::vector<Workload>& workloads) {
  KafkaFinder finder(objects, workloads);
  for (const Object* cluster : objects.of_kind("Kafka")) {
    if (cluster->group == strimzi) finder.add(*cluster);
  }
  for (const Object* pool : objects.of_kind("KafkaNodePool")) finder.add_lone(*pool);
}

}  // namespace cutpoint::kubernetes
