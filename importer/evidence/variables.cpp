#include "importer/evidence/variables.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace cutpoint {

namespace {

std::string upper_variable(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

/// HOST of DB_HOST, db.host, dbHost: is one of the words among those of the name?
template <std::size_t N>
bool has_word(std::string_view name, const std::array<std::string_view, N>& words) {
  std::string word;
  const auto matches = [&] {
    return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
  };
  bool before_is_low = false;
  for (const char c : name) {
    const auto code = static_cast<unsigned char>(c);
    const bool hump = std::isupper(code) != 0 && before_is_low;
    const bool part = std::isalnum(code) != 0;
    if (hump || !part) {
      if (matches()) return true;
      word.clear();
    }
    if (part) word += static_cast<char>(std::toupper(code));
    before_is_low = std::islower(code) != 0;
  }
  return matches();
}

/// REDIS, and nothing else: what a program is told under the name of a store is where that is.
bool is_named_after_store(std::string_view name) {
  constexpr auto stores = std::to_array<std::string_view>(
      {"REDIS",      "VALKEY",   "MEMCACHED",     "POSTGRES",   "POSTGRESQL",
       "MYSQL",      "MARIADB",  "MONGO",         "MONGODB",    "RABBITMQ",
       "KAFKA",      "NATS",     "ELASTICSEARCH", "OPENSEARCH", "CASSANDRA",
       "CLICKHOUSE", "INFLUXDB", "MINIO",         "ETCD",       "ZOOKEEPER"});
  return std::find(stores.begin(), stores.end(), upper_variable(name)) != stores.end();
}

}  // namespace

bool is_connection_variable(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"HOST",    "HOSTS",    "SERVER",    "SERVERS",   "URL",        "URLS",        "URI",
       "URIS",    "ADDR",     "ADDRS",     "ADDRESS",   "ADDRESSES",  "ENDPOINT",    "ENDPOINTS",
       "BROKER",  "BROKERS",  "BOOTSTRAP", "CONNECT",   "CONNECTION", "CONNECTIONS", "NODES",
       "NODE",    "UPSTREAM", "UPSTREAMS", "SEEDS",     "SEED",       "BACKEND",     "BACKENDS",
       "MASTER",  "PRIMARY",  "PROXY",     "IP",        "ORIGIN",     "DSN",         "TARGET",
       "TARGETS", "PEERS",    "JOIN",      "SENTINELS", "SENTINEL",   "VOTERS",      "DATASOURCE",
       "SHARDS",  "REPLICAS", "MEMBERS",   "HOSTPORT",  "DOMAIN"});
  if (is_own_address_variable(name)) return false;
  if (has_word(name, words) || is_named_after_store(name)) return true;
  // DB_HOSTNAME is another's, HOSTNAME the component's own.
  constexpr auto host_names = std::to_array<std::string_view>({"HOSTNAME", "HOSTNAMES"});
  if (has_word(name, host_names)) return name.size() > std::string_view("HOSTNAMES").size();
  // PGHOST, MYSQLHOST
  const std::string upper = upper_variable(name);
  constexpr auto endings = std::to_array<std::string_view>({"HOST", "HOSTS", "URL", "URI", "ADDR"});
  return std::any_of(endings.begin(), endings.end(), [&upper](std::string_view ending) {
    return upper.size() > ending.size() && upper.ends_with(ending);
  });
}

bool is_connection_flag(std::string_view flag) {
  return flag == "-h" || flag == "-H" || (flag.size() > 2 && is_connection_variable(flag));
}

bool is_health_check_variable(std::string_view name) {
  std::string letters;
  for (const char c : upper_variable(name)) {
    if (c >= 'A' && c <= 'Z') letters += c;
  }
  return letters.find("HEALTHCHECK") != std::string::npos || letters.ends_with("URLHC");
}

bool is_own_address_variable(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"LISTEN",  "LISTENER", "LISTENERS", "ADVERTISE",   "ADVERTISED", "BIND",   "CORS",
       "ORIGINS", "ALLOWED",  "CALLBACK",  "REDIRECT",    "TRUSTED",    "NO",     "IMAGE",
       "TAG",     "VERSION",  "VIRTUAL",   "LETSENCRYPT", "CSRF",       "COOKIE", "REFERER"});
  // IMAGE_PROVIDER_HOST is the host of what provides images, DB_IMAGE an image.
  constexpr auto hosts = std::to_array<std::string_view>({"HOST", "ADDR", "ADDRESS", "ENDPOINT"});
  const std::string upper = upper_variable(name);
  if (upper.starts_with("IMAGE_") &&
      std::any_of(hosts.begin(), hosts.end(), [&](auto ending) { return upper.ends_with(ending); }))
    return false;
  return name == "ORIGIN" || has_word(name, words);
}

namespace {

/// Names that build tools ask for, so that the browser's part of a program sees them.
std::string_view without_build_prefix(std::string_view name) {
  constexpr auto prefixes = std::to_array<std::string_view>(
      {"NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "GATSBY_PUBLIC_"});
  for (const std::string_view prefix : prefixes) {
    if (name.substr(0, prefix.size()) == prefix) return name.substr(prefix.size());
  }
  return name;
}

}  // namespace

bool is_public_address_variable(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"EXTERNAL", "PUBLIC", "CANONICAL", "SITE", "ROOT", "SELF", "WEBSITE"});
  return has_word(without_build_prefix(name), words);
}

int front_end_likeness(std::string_view name) {
  constexpr auto surely = std::to_array<std::string_view>(
      {"FRONTEND", "FRONT", "CLIENT", "WEB", "UI", "DASHBOARD", "WEBAPP"});
  constexpr auto perhaps = std::to_array<std::string_view>({"ORIGIN", "APP", "BASE"});
  if (has_word(name, surely)) return 2;
  return has_word(name, perhaps) ? 1 : 0;
}

bool is_telemetry_variable(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"OTEL",    "OTLP",       "OPENTELEMETRY", "TRACING",        "TRACE",
       "TRACER",  "TRACES",     "JAEGER",        "ZIPKIN",         "METRICS",
       "METRIC",  "STATSD",     "PROMETHEUS",    "PUSHGATEWAY",    "TELEMETRY",
       "SENTRY",  "LOKI",       "FLUENTD",       "FLUENT",         "LOGSTASH",
       "GELF",    "SYSLOG",     "APM",           "DATADOG",        "DD",
       "LOGGING", "SKYWALKING", "PYROSCOPE",     "INSTRUMENTATION"});
  return has_word(name, words);
}

bool passes_measures_on(std::string_view text) {
  const auto has = [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  return has("scrape_configs:") || (has("receivers:") && has("exporters:"));
}

bool is_optional_import(std::string_view text) {
  return text.starts_with("optional:");
}

bool is_waiting_variable(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>({"WAIT", "WAITFOR", "PRECONDITION"});
  return has_word(name, words);
}

bool is_joining_variable(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"SEED",    "SEEDS",   "JOIN",    "PEER",    "PEERS",   "CLUSTER",   "DISCOVERY",  "MASTER",
       "MASTERS", "PRIMARY", "GOSSIP",  "ROUTES",  "REPLICA", "REPLICAOF", "SLAVEOF",    "LEADER",
       "MEMBERS", "RETRY",   "INITIAL", "REPLSET", "WSREP",   "PARTNER",   "REPLICATION"});
  return has_word(name, words);
}

bool is_shard_variable(std::string_view name) {
  constexpr auto words =
      std::to_array<std::string_view>({"SHARD", "SHARDS", "PARTITION", "PARTITIONS"});
  return has_word(name, words);
}

std::vector<std::string> listed_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    if (c == ',' || c == ';' || std::isspace(static_cast<unsigned char>(c)) != 0) {
      finish();
    } else if (c != '"' && c != '\'' && c != '[' && c != ']') {
      word += c;
    }
  }
  finish();
  return words;
}

std::vector<FlagValue> flag_values(std::string_view command) {
  std::vector<FlagValue> result;
  const std::vector<std::string> words = [&] {
    std::vector<std::string> split;
    for (std::size_t at = 0; at < command.size();) {
      const std::size_t start = command.find_first_not_of(" \t\n\"'", at);
      if (start == std::string_view::npos) break;
      const std::size_t end = std::min(command.find_first_of(" \t\n\"'", start), command.size());
      split.emplace_back(command.substr(start, end - start));
      at = end;
    }
    return split;
  }();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() < 2 || words[i][0] != '-') continue;
    const std::size_t equals = words[i].find('=');
    if (equals != std::string::npos) {
      result.push_back({words[i].substr(0, equals), words[i].substr(equals + 1)});
    } else if (i + 1 < words.size() && words[i + 1][0] != '-') {
      result.push_back({words[i], words[i + 1]});
    }
  }
  return result;
}

}  // namespace cutpoint
