#include "importer/kubernetes/workloads/given_names.hpp"

#include <algorithm>
#include <array>

#include "importer/kubernetes/objects/paths.hpp"
#include "importer/kubernetes/workloads/search_nodes.hpp"

namespace cutpoint::kubernetes {

namespace {

/// Labels that an operator gives the pods of one of its kinds, or of a part of it.
struct OperatorLabels {
  std::string_view group;
  std::string_view kind;
  std::string_view ending;
  std::string_view labels;
};

constexpr std::array operator_labels = {
    OperatorLabels{"postgresql.cnpg.io", "Cluster", "",
                   "cnpg.io/cluster={} cnpg.io/podRole=instance"},
    OperatorLabels{"postgresql.cnpg.io", "Pooler", "", "cnpg.io/poolerName={}"},
    OperatorLabels{"acid.zalan.do", "postgresql", "", "cluster-name={} application=spilo"},
    OperatorLabels{"postgres-operator.crunchydata.com", "PostgresCluster", "",
                   "postgres-operator.crunchydata.com/cluster={} "
                   "postgres-operator.crunchydata.com/instance-set={.name}"},
    OperatorLabels{"pxc.percona.com", "PerconaXtraDBCluster", "",
                   "app.kubernetes.io/instance={} app.kubernetes.io/component=pxc "
                   "app.kubernetes.io/name=percona-xtradb-cluster"},
    OperatorLabels{"pxc.percona.com", "PerconaXtraDBCluster", "-haproxy",
                   "app.kubernetes.io/instance={} app.kubernetes.io/component=haproxy "
                   "app.kubernetes.io/name=percona-xtradb-cluster"},
    OperatorLabels{"k8s.mariadb.com", "MariaDB", "",
                   "app.kubernetes.io/instance={} app.kubernetes.io/name=mariadb"},
    OperatorLabels{"mongodbcommunity.mongodb.com", "MongoDBCommunity", "", "app={}-svc"},
    OperatorLabels{"psmdb.percona.com", "PerconaServerMongoDB", "",
                   "app.kubernetes.io/instance={} app.kubernetes.io/component=mongod "
                   "app.kubernetes.io/replset={.name} "
                   "app.kubernetes.io/name=percona-server-mongodb"},
    OperatorLabels{"psmdb.percona.com", "PerconaServerMongoDB", "-cfg",
                   "app.kubernetes.io/instance={} app.kubernetes.io/component=cfg "
                   "app.kubernetes.io/name=percona-server-mongodb"},
    OperatorLabels{"psmdb.percona.com", "PerconaServerMongoDB", "-mongos",
                   "app.kubernetes.io/instance={} app.kubernetes.io/component=mongos "
                   "app.kubernetes.io/name=percona-server-mongodb"},
    OperatorLabels{"elasticsearch.k8s.elastic.co", "Elasticsearch", "",
                   "common.k8s.elastic.co/type=elasticsearch "
                   "elasticsearch.k8s.elastic.co/cluster-name={} "
                   "elasticsearch.k8s.elastic.co/statefulset-name={}-es-{.name}"},
    OperatorLabels{"kibana.k8s.elastic.co", "Kibana", "",
                   "common.k8s.elastic.co/type=kibana kibana.k8s.elastic.co/name={}"},
    OperatorLabels{"apm.k8s.elastic.co", "ApmServer", "",
                   "common.k8s.elastic.co/type=apm-server apm.k8s.elastic.co/name={}"},
    OperatorLabels{"logstash.k8s.elastic.co", "Logstash", "",
                   "common.k8s.elastic.co/type=logstash logstash.k8s.elastic.co/name={}"},
    OperatorLabels{"redis.redis.opstreelabs.in", "Redis", "", "app={}"},
    OperatorLabels{"redis.redis.opstreelabs.in", "RedisCluster", "", "clusterId={}"},
    OperatorLabels{"redis.redis.opstreelabs.in", "RedisReplication", "", "app={}"},
    OperatorLabels{"redis.redis.opstreelabs.in", "RedisSentinel", "", "app={}-sentinel"},
    OperatorLabels{"databases.spotahome.com", "RedisFailover", "",
                   "app.kubernetes.io/name={} app.kubernetes.io/component=redis "
                   "redisfailovers.databases.spotahome.com/name={}"},
    OperatorLabels{"databases.spotahome.com", "RedisFailover", "-sentinel",
                   "app.kubernetes.io/name={} app.kubernetes.io/component=sentinel "
                   "redisfailovers.databases.spotahome.com/name={}"},
    OperatorLabels{"dragonflydb.io", "Dragonfly", "", "app={} app.kubernetes.io/name=dragonfly"},
    OperatorLabels{"rabbitmq.com", "RabbitmqCluster", "",
                   "app.kubernetes.io/name={} app.kubernetes.io/component=rabbitmq "
                   "app.kubernetes.io/part-of=rabbitmq"},
    OperatorLabels{"minio.min.io", "Tenant", "", "v1.min.io/tenant={} v1.min.io/pool={.name}"},
    OperatorLabels{"cassandra.datastax.com", "CassandraDatacenter", "",
                   "cassandra.datastax.com/datacenter={}"},
    OperatorLabels{"k8s.keycloak.org", "Keycloak", "",
                   "app=keycloak app.kubernetes.io/instance={}"},
};

void append_each(std::vector<std::string>& names, const std::vector<std::string>& ends) {
  std::vector<std::string> longer;
  for (const std::string& name : names) {
    for (const std::string& end : ends) longer.push_back(name + end);
  }
  names = std::move(longer);
}

/// All that one word stands for.
std::vector<std::string> filled(std::string_view word, const Object& object, const Value& part) {
  std::vector<std::string> names = {""};
  while (!word.empty()) {
    const std::size_t open = std::min(word.find('{'), word.size());
    append_each(names, {std::string(word.substr(0, open))});
    if (open == word.size()) break;
    const std::size_t close = word.find('}', open);
    const std::string_view path = word.substr(open + 1, close - open - 1);
    word.remove_prefix(close + 1);
    std::vector<std::string> texts;
    if (path.empty()) {
      texts.push_back(object.name);
    } else {
      const bool of_part = path.front() == '.';
      for (const Value& text :
           of_part ? values_at(part, path.substr(1)) : values_at(object.value, path))
        texts.emplace_back(text.text());
    }
    append_each(names, texts);
  }
  return names;
}

}  // namespace

std::vector<std::string> given_names(std::string_view pattern, const Object& object,
                                     const Value& part) {
  std::vector<std::string> names;
  while (!pattern.empty()) {
    const std::string_view word = pattern.substr(0, pattern.find(' '));
    pattern.remove_prefix(std::min(pattern.size(), word.size() + 1));
    for (std::string& name : filled(word, object, part)) names.push_back(std::move(name));
  }
  return names;
}

Labels given_labels(const Object& object, std::string_view ending, const Value& part) {
  Labels labels = labels_of(object.spec().at({"podMetadata", "labels"}));
  labels.merge(labels_of(object.spec().at({"template", "metadata", "labels"})));
  labels.merge(labels_of(part.at({"podTemplate", "metadata", "labels"})));
  for (const OperatorLabels& row : operator_labels) {
    if (row.group != object.group || row.kind != object.kind || row.ending != ending) continue;
    for (const std::string& label : given_names(row.labels, object, part)) {
      const std::size_t mark = label.find('=');
      labels.emplace(label.substr(0, mark), label.substr(mark + 1));
    }
  }
  if (is_search_cluster(object)) labels.merge(role_labels(part));
  return labels;
}

}  // namespace cutpoint::kubernetes
