#include "importer/kubernetes/workloads/clickhouse.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "importer/kubernetes/objects/paths.hpp"

namespace cutpoint::kubernetes {

namespace {

constexpr std::int64_t most_hosts = 10'000;

std::int64_t count_of(const Value& number, std::int64_t otherwise) {
  return std::clamp<std::int64_t>(number.whole_number().value_or(otherwise), 1, most_hosts);
}

/// Replicas of one shard that run by one template.
struct Hosts {
  std::string pod_template;
  std::uint32_t count = 0;
};

/// One shard: copies of the same rows.
using Shard = std::vector<Hosts>;

void add_host(Shard& shard, std::string_view pod_template, std::int64_t count) {
  const auto known = std::find_if(shard.begin(), shard.end(), [&](const Hosts& hosts) {
    return hosts.pod_template == pod_template;
  });
  Hosts& hosts =
      known != shard.end() ? *known : shard.emplace_back(Hosts{std::string(pod_template), 0});
  hosts.count += static_cast<std::uint32_t>(count);
}

/// What a level says of templates counts before what the level above it says.
std::string_view chosen(const Value& level, std::string_view above) {
  const std::string_view own = level.at({"templates", "podTemplate"}).text();
  return own.empty() ? above : own;
}

/// `layout.shards` with their replicas, `layout.replicas` with their shards, or two numbers.
std::vector<Shard> shards_of(const Value& cluster, std::string_view pod_template) {
  const Value layout = cluster.find("layout");
  const std::int64_t replicas_of_each = count_of(layout.find("replicasCount"), 1);
  std::vector<Shard> shards;
  for (const Value written : layout.find("shards").items()) {
    Shard& shard = shards.emplace_back();
    const std::string_view of_shard = chosen(written, pod_template);
    for (const Value replica : written.find("replicas").items())
      add_host(shard, chosen(replica, of_shard), 1);
    if (shard.empty())
      add_host(shard, of_shard, count_of(written.find("replicasCount"), replicas_of_each));
  }
  if (!shards.empty()) return shards;
  std::int64_t number = count_of(layout.find("shardsCount"), 1);
  const Value replicas = layout.find("replicas");
  for (const Value replica : replicas.items())
    number = std::max({number, count_of(replica.find("shardsCount"), 1),
                       static_cast<std::int64_t>(replica.find("shards").size())});
  shards.resize(static_cast<std::size_t>(std::min(number, most_hosts)));
  for (Shard& shard : shards) {
    for (const Value replica : replicas.items()) add_host(shard, chosen(replica, pod_template), 1);
    if (shard.empty()) add_host(shard, pod_template, replicas_of_each);
  }
  return shards;
}

class ClickhouseFinder {
 public:
  explicit ClickhouseFinder(std::vector<Workload>& workloads) : workloads_(workloads) {}

  void add(const Object& object) {
    const std::string_view usual =
        object.spec().at({"defaults", "templates", "podTemplate"}).text();
    std::vector<Shard> shards;
    for (const Value& cluster : values_at(object.value, "spec.configuration.clusters.*")) {
      for (Shard& shard : shards_of(cluster, chosen(cluster, usual)))
        shards.push_back(std::move(shard));
    }
    if (shards.empty()) shards.push_back({{std::string(usual), 1}});
    if (object.kind == "ClickHouseKeeperInstallation") return add_keeper(object, shards.front());
    const std::size_t whole = workloads_.size();
    if (shards.size() == 1 && shards.front().size() == 1) {
      add_hosts(object, object.name, shards.front().front());
    } else {
      add_whole(object, shards);
    }
    workloads_[whole].is_whole = true;
    workloads_[whole].service_names = {"clickhouse-" + object.name};
  }

 private:
  /// Its servers are all of one shard, wherever they stand.
  void add_keeper(const Object& object, const Shard& servers) {
    Hosts all = servers.front();
    for (std::size_t i = 1; i < servers.size(); ++i) all.count += servers[i].count;
    add_hosts(object, object.name, all);
    Workload& keeper = workloads_.back();
    keeper.role = Role::control;
    keeper.component_kind = "coordination";
    keeper.needed = Count{keeper.instances.value / 2 + 1, "its servers elect by majority",
                          keeper.instances.span, Strength::assumed};
    keeper.is_whole = true;
    keeper.service_names = {"keeper-" + object.name};
  }

  void add_whole(const Object& object, const std::vector<Shard>& shards) {
    Workload whole = described(object, object.name);
    whole.component_kind = "group";
    const std::size_t place = workloads_.size();
    workloads_.push_back(std::move(whole));
    for (std::size_t number = 0; number < shards.size(); ++number) {
      PartGroup group;
      for (const Hosts& hosts : shards[number]) {
        std::string name = object.name;
        if (shards.size() > 1) name += fmt::format("-{}", number);
        if (shards[number].size() > 1) name += "-" + hosts.pod_template;
        group.members.push_back(workloads_.size());
        add_hosts(object, std::move(name), hosts);
      }
      workloads_[place].parts.push_back(std::move(group));
    }
  }

  static Workload described(const Object& object, std::string name) {
    Workload workload = workload_of(object, std::move(name));
    workload.labels_known = false;
    workload.labels = {{object.kind == "ClickHouseInstallation"
                            ? "clickhouse.altinity.com/chi"
                            : "clickhouse-keeper.altinity.com/chk",
                        object.name}};
    workload.role = Role::store;
    workload.component_kind = "database";
    return workload;
  }

  void add_hosts(const Object& object, std::string name, const Hosts& hosts) {
    Workload workload = described(object, std::move(name));
    workload.instances = {hosts.count, "replicas of its layout", object.span};
    workload.needed = Count{1, "replicas hold the same rows", object.span, Strength::assumed};
    for (const Value& pod : values_at(object.value, "spec.templates.podTemplates.*")) {
      if (pod.find("name").text() == hosts.pod_template) place(workload, pod);
    }
    workloads_.push_back(std::move(workload));
  }

  static void place(Workload& workload, const Value& pod_template) {
    workload.pod = pod_template.find("spec");
    const Value zones = pod_template.at({"zone", "values"});
    const std::string_view key = pod_template.at({"zone", "key"}).text();
    if (zones.size() == 1 && (key.empty() || key.find("zone") != std::string_view::npos))
      workload.only_zone = zones.first().text();
    for (const Value rule : pod_template.find("podDistribution").items()) {
      const std::string_view type = rule.find("type").text();
      if (type != "ClickHouseAntiAffinity" && type != "ShardAntiAffinity") continue;
      workload.own_rules.push_back(
          kept_apart(rule.find("topologyKey").text(), fmt::format("podDistribution {}", type)));
    }
  }

  std::vector<Workload>& workloads_;
};

}  // namespace

void add_clickhouse_clusters(const Objects& objects, std::vector<Workload>& workloads) {
  ClickhouseFinder finder(workloads);
  for (const std::string_view kind : {"ClickHouseInstallation", "ClickHouseKeeperInstallation"}) {
    for (const Object* object : objects.of_kind(kind)) {
      if (object->group.ends_with("altinity.com")) finder.add(*object);
    }
  }
}

}  // namespace cutpoint::kubernetes
