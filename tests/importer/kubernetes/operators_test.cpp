// What operators run: parts, how they live, the labels and names that they give, where they stand.
#include <algorithm>
#include <string>

#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::kubernetes_operators_test {

namespace {

struct OperatorImport : KubernetesImport {
  using KubernetesImport::KubernetesImport;

  /// "3/2": of three instances two must work.
  [[nodiscard]] std::string pool(const std::string& name) const {
    const DraftComponent* component = find(name);
    if (component == nullptr) return "none";
    return (component->replicas ? std::to_string(component->replicas->value) : "1") + "/" +
           (component->at_least ? std::to_string(component->at_least->value) : "1");
  }
  /// "a; b*; 2 of c d": `*` marks what is soft.
  [[nodiscard]] std::string needs(const std::string& name) const {
    std::string text;
    for (const DraftRequirement& need : find(name)->depends_on) {
      if (!text.empty()) text += "; ";
      text += spelt(need);
    }
    return text;
  }

 private:
  static std::string spelt(const DraftRequirement& need) {
    if (need.form == DraftRequirement::Form::component)
      return need.component.value + (need.soft ? "*" : "");
    std::string text = (need.at_least ? std::to_string(need.at_least->value) : "1") + " of";
    for (const DraftRequirement& member : need.members.entries)
      text += " " + member.component.value;
    return text;
  }
};

std::string resource(const std::string& api, const std::string& kind, const std::string& name,
                     const std::string& spec) {
  return "---\napiVersion: " + api + "\nkind: " + kind + "\nmetadata: {name: " + name +
         "}\nspec: " + spec + "\n";
}

std::string search(const std::string& sets) {
  return resource("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "logs",
                  "{nodeSets: [" + sets + "]}");
}

constexpr const char* zones =
    "{name: a, count: 1, config: {node.attr.zone: a}}, "
    "{name: b, count: 1, config: {node.attr.zone: b}}, "
    "{name: c, count: 1, config: {node.attr.zone: c}}";

}  // namespace

TEST_CASE("node sets that do the same are one cluster, of which most must work") {
  const OperatorImport import(search(zones));
  CHECK(import.needs("logs") == "2 of logs-a logs-b logs-c");
  CHECK(import.journeys() == "use-logs ");
}

TEST_CASE("node sets that do different things are each needed, helpers are not") {
  const OperatorImport import(
      search("{name: m, count: 3, config: {node.roles: [master]}}, "
             "{name: d, count: 2, config: {node.roles: [data, ingest]}}, "
             "{name: ml, count: 1, config: {node.roles: [ml]}}"));
  CHECK(import.needs("logs") == "logs-m; logs-d; logs-ml*");
  CHECK(import.pool("logs-m") == "3/2");
}

TEST_CASE("hot and cold nodes hold other data, and a user interface needs all of them") {
  const OperatorImport import(resource(
      "opensearch.opster.io/v1", "OpenSearchCluster", "logs",
      "{dashboards: {enable: true, replicas: 1}, nodePools: ["
      "{component: m, replicas: 3, roles: [cluster_manager]}, "
      "{component: hot, replicas: 3, roles: [data], additionalConfig: {node.attr.temp: hot}}, "
      "{component: cold, replicas: 3, roles: [data], additionalConfig: {node.attr.temp: cold}}]}"));
  CHECK(import.needs("logs") == "logs-m; logs-hot; logs-cold");
  CHECK(import.pool("logs-cold") == "3/2");
  CHECK(import.needs("logs-dashboards") == "logs");
}

TEST_CASE("a set of several nodes counts as a whole among its like") {
  const OperatorImport import(
      search("{name: a, count: 2}, {name: b, count: 2}, {name: c, count: 2}"));
  CHECK(import.needs("logs") == "2 of logs-a logs-b logs-c");
  CHECK(import.pool("logs-a") == "2/2");
}

TEST_CASE("what a resource names is needed, also by what people look at") {
  const OperatorImport import(
      search(zones) +
      resource("kibana.k8s.elastic.co/v1", "Kibana", "ui",
               "{count: 1, elasticsearchRef: {name: logs}}") +
      resource("logstash.k8s.elastic.co/v1alpha1", "Logstash", "intake",
               "{count: 2, elasticsearchRefs: [{name: logs, clusterName: c}], "
               "services: [{name: beats}]}") +
      resource("beat.k8s.elastic.co/v1beta1", "Beat", "files",
               "{type: filebeat, config: {output.logstash: {hosts: ['intake-ls-beats:5044']}}, "
               "deployment: {podTemplate: {spec: {containers: [{name: filebeat}]}}}}"));
  CHECK(import.needs("ui") == "logs");
  CHECK(import.needs("intake") == "logs");
  CHECK(import.pool("intake") == "2/1");
  CHECK(import.needs("files") == "intake*");
  CHECK(import.findings.find("unknown-kind") == std::string::npos);
}

TEST_CASE("Services and budgets choose pods by the labels that operators give") {
  const OperatorImport import(
      search("{name: m, count: 1, config: {node.roles: [master, data]}}, "
             "{name: q, count: 2, config: {node.roles: []}}") +
      resource("v1", "Service", "read",
               "{selector: {elasticsearch.k8s.elastic.co/cluster-name: logs, "
               "elasticsearch.k8s.elastic.co/node-data: 'false'}, ports: [{port: 9200}]}") +
      resource("v1", "Service", "all",
               "{selector: {elasticsearch.k8s.elastic.co/cluster-name: logs}}") +
      resource("apps/v1", "Deployment", "reader",
               "{template: {spec: {containers: [{name: c, env: [{name: URL, value: "
               "'http://read:9200'}]}]}}}") +
      resource("apps/v1", "Deployment", "writer",
               "{template: {spec: {containers: [{name: c, env: [{name: URL, value: "
               "'http://all:9200'}]}]}}}") +
      resource("rabbitmq.com/v1beta1", "RabbitmqCluster", "jobs", "{replicas: 3}") +
      resource("policy/v1", "PodDisruptionBudget", "jobs",
               "{maxUnavailable: 1, selector: {matchLabels: {app.kubernetes.io/name: jobs}}}"));
  CHECK(import.needs("reader") == "logs-q");
  CHECK(import.needs("writer") == "logs");
  CHECK(import.findings.find("idle-budget") == std::string::npos);
  CHECK(import.findings.find("selects-nothing") == std::string::npos);
}

TEST_CASE("a sharded MongoDB is asked through its routers, unless sharding is off") {
  const auto cluster = [](const std::string& enabled) {
    return resource("psmdb.percona.com/v1", "PerconaServerMongoDB", "m",
                    "{replsets: [{name: rs0, size: 3}], sharding: {enabled: " + enabled +
                        ", configsvrReplSet: {size: 3}, mongos: {size: 2}}}");
  };
  const OperatorImport sharded(cluster("true"));
  CHECK(sharded.needs("m-mongos") == "m; m-cfg");
  CHECK(sharded.pool("m-mongos") == "2/1");
  CHECK(sharded.pool("m-cfg") == "3/2");
  CHECK(sharded.journeys() == "use-m-mongos ");
  const OperatorImport plain(cluster("false"));
  CHECK(plain.pool("m") == "3/2");
  CHECK(plain.pool("m-mongos") == "none");
}

TEST_CASE("a proxy of a MySQL cluster needs what it passes on to, where it is switched on") {
  const auto cluster = [](const std::string& haproxy, const std::string& proxysql) {
    return resource("pxc.percona.com/v1", "PerconaXtraDBCluster", "c",
                    "{pxc: {size: 3}, haproxy: {enabled: " + haproxy +
                        ", size: 2}, proxysql: {enabled: " + proxysql + ", size: 2}}");
  };
  CHECK(OperatorImport(cluster("true", "false")).needs("c-haproxy") == "c");
  CHECK(OperatorImport(cluster("false", "true")).needs("c-proxysql") == "c");
  CHECK(OperatorImport(cluster("false", "false")).journeys() == "use-c ");
}

TEST_CASE("ClickHouse is laid out in shards of replicas, in the zones of their templates") {
  const auto installation = [](const std::string& layout) {
    return resource(
        "clickhouse.altinity.com/v1", "ClickHouseInstallation", "ch",
        "{configuration: {clusters: [{name: c, layout: " + layout +
            "}]}, templates: {podTemplates: [{name: a, zone: {values: [za]}}, {name: b, zone: "
            "{values: [zb]}}]}}");
  };
  CHECK(OperatorImport(installation("{shardsCount: 1, replicasCount: 3}")).pool("ch") == "3/1");
  const OperatorImport shards(installation("{shardsCount: 2, replicasCount: 2}"));
  CHECK(shards.needs("ch") == "ch-0; ch-1");
  CHECK(shards.pool("ch-1") == "2/1");
  const OperatorImport placed(
      installation("{replicas: [{templates: {podTemplate: a}}, {templates: {podTemplate: b}}]}"));
  CHECK(placed.needs("ch") == "1 of ch-a ch-b");
  REQUIRE(placed.find("zb") != nullptr);
  CHECK(placed.find("zb")->kind->value == "zone");
}

TEST_CASE("clusters of CloudNativePG keep to the spread and the nodes that they say") {
  const auto places = [](const std::string& spec) {
    const OperatorImport import(
        resource("postgresql.cnpg.io/v1", "Cluster", "pg", "{instances: 2, " + spec + "}"));
    std::string text;
    for (const WrittenName& place : import.find("pg")->runs_on.names) text += place.value + " ";
    return text;
  };
  CHECK(places("affinity: {nodeSelector: {topology.kubernetes.io/zone: z1}}") == "z1-node-1 ");
  CHECK(places("topologySpreadConstraints: [{maxSkew: 1, minDomains: 2, topologyKey: "
               "topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: "
               "{matchLabels: {cnpg.io/cluster: pg}}}]") == "zone-1-node-1 zone-2-node-1 ");
}

TEST_CASE("an explicit route to a store is a way in beside its user interface") {
  const OperatorImport import(
      search(zones) +
      resource("kibana.k8s.elastic.co/v1", "Kibana", "ui", "{elasticsearchRef: {name: logs}}") +
      resource(
          "networking.k8s.io/v1", "Ingress", "in",
          "{rules: [{http: {paths: [{backend: {service: {name: ui-kb-http}}}]}}, {http: {paths: "
          "[{backend: {service: {name: logs-es-http}}}]}}]}"));
  CHECK(import.journeys() == "use-ui use-logs ");
}

TEST_CASE("what is laid over the pods of a RabbitMQ cluster keeps them apart") {
  const auto nodes = [](const std::string& more) {
    const OperatorImport import(
        resource("rabbitmq.com/v1beta1", "RabbitmqCluster", "bus", "{replicas: 3" + more + "}"));
    return import.find("bus")->runs_on.names.size();
  };
  CHECK(nodes("") == 1);
  CHECK(nodes(", override: {statefulSet: {spec: {template: {spec: {affinity: {podAntiAffinity: "
              "{requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
              "kubernetes.io/hostname, labelSelector: {matchLabels: {app.kubernetes.io/name: "
              "bus}}}]}}}}}}}") == 3);
}

}  // namespace cutpoint::testing::kubernetes_operators_test
