#include <algorithm>
#include <array>
#include <cctype>

#include "importer/compose/service.hpp"

namespace cutpoint::compose {

namespace {

struct ImageKind {
  std::string_view word;  ///< in the image's name without registry and tag
  std::string_view kind;
};

// The first word that is found decides, so that an exporter of a database is no database.
constexpr std::array image_kinds = {
    ImageKind{"exporter", "container"},
    ImageKind{"pgadmin", "container"},
    ImageKind{"phpmyadmin", "container"},
    ImageKind{"adminer", "container"},
    ImageKind{"mongo-express", "container"},
    ImageKind{"kafka-ui", "container"},
    ImageKind{"kafka-connect", "container"},
    ImageKind{"schema-registry", "container"},
    ImageKind{"kafka-rest", "container"},
    ImageKind{"ksqldb", "container"},
    ImageKind{"kibana", "container"},
    ImageKind{"dashboards", "container"},
    ImageKind{"admin-tools", "container"},
    ImageKind{"postgrest", "container"},
    ImageKind{"pgbouncer", "gateway"},
    ImageKind{"litellm", "gateway"},
    ImageKind{"kong", "gateway"},
    ImageKind{"traefik", "load_balancer"},
    ImageKind{"nginx", "load_balancer"},
    ImageKind{"haproxy", "load_balancer"},
    ImageKind{"envoy", "load_balancer"},
    ImageKind{"caddy", "load_balancer"},
    ImageKind{"vllm", "model_server"},
    ImageKind{"text-generation-inference", "model_server"},
    ImageKind{"text-embeddings-inference", "model_server"},
    ImageKind{"ollama", "model_server"},
    ImageKind{"triton", "model_server"},
    ImageKind{"nim/", "model_server"},
    ImageKind{"infinity", "model_server"},
    ImageKind{"milvus", "vector_db"},
    ImageKind{"qdrant", "vector_db"},
    ImageKind{"weaviate", "vector_db"},
    ImageKind{"chroma", "vector_db"},
    ImageKind{"pgvector", "database"},
    ImageKind{"postgres", "database"},
    ImageKind{"postgis", "database"},
    ImageKind{"timescale", "database"},
    ImageKind{"mysql", "database"},
    ImageKind{"mariadb", "database"},
    ImageKind{"percona", "database"},
    ImageKind{"mongo", "database"},
    ImageKind{"cassandra", "database"},
    ImageKind{"scylla", "database"},
    ImageKind{"couchdb", "database"},
    ImageKind{"cockroach", "database"},
    ImageKind{"clickhouse", "database"},
    ImageKind{"influxdb", "database"},
    ImageKind{"elasticsearch", "database"},
    ImageKind{"opensearch", "database"},
    ImageKind{"mssql", "database"},
    ImageKind{"oracle", "database"},
    ImageKind{"neo4j", "database"},
    ImageKind{"etcd", "database"},
    ImageKind{"zookeeper", "database"},
    ImageKind{"consul", "database"},
    ImageKind{"redis", "cache"},
    ImageKind{"valkey", "cache"},
    ImageKind{"keydb", "cache"},
    ImageKind{"memcached", "cache"},
    ImageKind{"rabbitmq", "queue"},
    ImageKind{"kafka", "queue"},
    ImageKind{"redpanda", "queue"},
    ImageKind{"nats", "queue"},
    ImageKind{"activemq", "queue"},
    ImageKind{"pulsar", "queue"},
    ImageKind{"mosquitto", "queue"},
    ImageKind{"minio/mc", "container"},
    ImageKind{"minio", "object_storage"},
    ImageKind{"seaweedfs", "object_storage"},
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// The image without tag and digest.
std::string image_path(const std::string& image) {
  std::string path = lower(image.substr(0, image.find('@')));
  const std::size_t slash = path.rfind('/');
  const std::size_t colon = path.find(':', slash == std::string::npos ? 0 : slash);
  return path.substr(0, colon);
}

bool is_named_database(std::string_view name) {
  constexpr std::array endings = {std::string_view("-db"), std::string_view("_db"),
                                  std::string_view("-database"), std::string_view("_database")};
  return std::any_of(endings.begin(), endings.end(), [name](std::string_view ending) {
    return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
  });
}

}  // namespace

std::string kind_of_image(const std::string& image, const std::string& name) {
  // Without a word of its own in the image, the service's name says what it is.
  const std::string path = image_path(image);
  const std::size_t slash = path.rfind('/');
  const std::string last = slash == std::string::npos ? path : path.substr(slash + 1);
  for (const ImageKind& row : image_kinds) {
    const bool with_path = row.word.find('/') != std::string_view::npos;
    if ((with_path ? path : last).find(row.word) != std::string::npos) return std::string(row.kind);
  }
  for (const ImageKind& row : image_kinds) {
    if (path.find(row.word) != std::string::npos) return std::string(row.kind);
  }
  std::string plain = lower(name);
  while (!plain.empty() && (std::isdigit(static_cast<unsigned char>(plain.back())) != 0 ||
                            plain.back() == '-' || plain.back() == '_')) {
    plain.pop_back();
  }
  for (const ImageKind& row : image_kinds) {
    const bool ends =
        plain.size() >= row.word.size() &&
        plain.compare(plain.size() - row.word.size(), std::string::npos, row.word) == 0;
    if (ends) return std::string(row.kind);
  }
  if (plain == "db" || plain == "database" || is_named_database(plain) || is_named_database(last)) {
    return "database";
  }
  return "container";
}

bool is_store(const std::string& kind) {
  constexpr std::array stores = {
      std::string_view("database"),       std::string_view("cache"),     std::string_view("queue"),
      std::string_view("object_storage"), std::string_view("vector_db"),
  };
  return std::find(stores.begin(), stores.end(), kind) != stores.end();
}

bool needs_majority(const std::string& image, const std::string& name) {
  constexpr std::array words = {
      std::string_view("etcd"),    std::string_view("zookeeper"), std::string_view("zoo"),
      std::string_view("consul"),  std::string_view("cockroach"), std::string_view("galera"),
      std::string_view("orderer"), std::string_view("mongo"),     std::string_view("raft"),
  };
  const std::string text = image_path(image) + " " + lower(name);
  return std::any_of(words.begin(), words.end(), [&text](std::string_view word) {
    return text.find(word) != std::string::npos;
  });
}

}  // namespace cutpoint::compose
