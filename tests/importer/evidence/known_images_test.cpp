#include "importer/evidence/known_images.hpp"

#include <set>

#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::known_images_test {

TEST_CASE("kinds by image, or by the end of a name") {
  struct Case {
    const char* image;
    const char* name;
    const char* kind;
  };
  for (const Case& c : {
           Case{"docker.io/library/postgres:15", "x", "database"},
           Case{"prometheuscommunity/postgres-exporter", "x", "container"},
           Case{"redis@sha256:abc", "x", "cache"},
           Case{"", "etcd3", "coordination"},
           Case{"vllm/vllm-openai:latest", "x", "model_server"},
           Case{"localhost:5000/thing", "web", "container"},
           Case{"acme/orders-db:3", "x", "database"},
           Case{"", "user_db", "database"},
           Case{"", "user-database-2", "database"},
           Case{"", "dashdb-ui", "container"},
           Case{"registry.example.com:5000/team/postgres15", "x", "database"},
           Case{"confluentinc/cp-kafka:7.6", "x", "queue"},
           Case{"acme/kafkaesque", "x", "container"},
           Case{"acme/postgres-rest", "x", "container"},
           Case{"nvcr.io/nim/meta/llama-3", "x", "model_server"},
           Case{"minio/mc", "x", "container"},
           Case{"minio/minio:latest", "x", "object_storage"},
           Case{"confluentinc/cp-server:8", "x", "queue"},
           Case{"example/gb-redisslave:v1", "redis-replica", "cache"},
           Case{"", "mysql-primary", "database"},
           Case{"", "api-server", "container"},
           Case{"", "", "container"},
           Case{":", "-", "container"},
           Case{"a/b//", "_1", "container"},
       }) {
    INFO(c.image << " " << c.name);
    CHECK(recognise(c.image, c.name).kind("container") == c.kind);
  }
}

TEST_CASE("of an image that holds several programs the command says which") {
  const KnownImage* weed = find_known_image("chrislusf/seaweedfs:3");
  REQUIRE(weed != nullptr);
  const auto program = [&](const char* command) {
    const KnownImage* found = find_known_command(*weed, command);
    return found == nullptr ? std::string() : std::string(found->words);
  };
  CHECK(program("-v=1 master -peers=a:9333,b:9333") == "seaweedfs-master");
  CHECK(program("filer -master=m:9333") == "seaweedfs-filer");
  CHECK(program("server -dir=/data s3").empty());
  const KnownImage* nats = find_known_image("nats:2");
  REQUIRE(nats != nullptr);
  CHECK(find_known_command(*nats, "--routes nats://a:6222") == nullptr);
  CHECK(find_known_command(*nats, "--name n -js")->life == ClusterLife::majority);
}

TEST_CASE("roles, and how clusters live, by image alone") {
  CHECK(recognise("acme/mysqld-exporter", "x").role() == Role::agent);
  CHECK(recognise("acme/postgres-backup-s3", "x").role() == Role::cron);
  CHECK(recognise("jaegertracing/jaeger-cassandra-schema", "x").role() == Role::job);
  CHECK(recognise("jaegertracing/jaeger-agent", "x").role() == Role::telemetry);
  CHECK(recognise("provectuslabs/kafka-ui", "x").role() == Role::tool);
  CHECK(recognise("bitnami/mariadb-galera", "x").life() == ClusterLife::majority);
  CHECK(recognise("mcr.microsoft.com/mssql/server:2019-latest", "x").role() == Role::store);
  CHECK(recognise("acme/shop", "etcd").kind("container") == "coordination");
  CHECK(recognise("acme/shop", "etcd").life() == ClusterLife::unknown);
  CHECK(recognise("acme/draft", "raft-1").row == nullptr);
  CHECK(recognise("postgres:16", "x").reason == "image postgres:16");
  CHECK(members_needed(ClusterLife::majority, 5) == 3U);
  CHECK(members_needed(ClusterLife::any, 5) == 1U);
  CHECK_FALSE(members_needed(ClusterLife::shards, 5).has_value());
}

TEST_CASE("the table of images names kinds of the catalogue, each image once") {
  std::set<std::string_view> words;
  std::set<std::string_view> kinds;
  for (const Kind& kind : built_in_kinds()) kinds.insert(kind.name);
  for (const KnownImage& row : known_images()) {
    INFO(row.words);
    CHECK(words.insert(row.words).second);
    CHECK(kinds.contains(row.kind));
    CHECK(row.role != Role::unknown);
    // Each row is reached by its own words.
    const std::string image(row.words.back() == '/' ? std::string(row.words) + "x"
                                                    : std::string(row.words));
    CHECK(find_known_image(image) == &row);
  }
}

TEST_CASE("the page of known images is the table") {
  std::string page =
      "# Images that imports know\n\n"
      "What an import makes of an image by its name, from "
      "`importer/evidence/known_images_table.hpp`. "
      "A word counts as a word of the name\nonly (`donats` is no NATS), the longest row wins, and "
      "what stands behind may make it something else (`postgres-exporter`). `container`\nis any "
      "program. How a cluster lives says how many members may be missing where several form one "
      "service: *any* all but one, *majority*\nless than half, *primary* all but one where the "
      "client or somebody else switches over, *shards* and *single* none.\n\n"
      "| image | kind | role | a cluster lives by |\n|---|---|---|---|\n";
  for (const KnownImage& row : known_images()) {
    page += fmt::format("| `{}` | {} | {} | {} |\n", row.words, row.kind, name_of(row.role),
                        name_of(row.life));
  }
  check_golden("docs/reference/known-images.md", page);
}

}  // namespace cutpoint::testing::known_images_test
