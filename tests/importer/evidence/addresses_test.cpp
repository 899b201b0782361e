#include "importer/evidence/addresses.hpp"

#include "importer/evidence/names.hpp"
#include "importer/evidence/variables.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::addresses_test {

namespace {

std::vector<std::string> hosts_in(std::string_view text) {
  std::vector<std::string> hosts;
  for (const Address& address : addresses_in(text)) hosts.push_back(address.host);
  return hosts;
}

}  // namespace

TEST_CASE("addresses are found, look-alikes are not") {
  using Hosts = std::vector<std::string>;
  CHECK(hosts_in("redis://:pw@cache:6379/0") == Hosts{"cache"});
  CHECK(hosts_in("http://web/path") == Hosts{"web"});
  CHECK(hosts_in("k1:9092,k2:9092") == Hosts{"k1", "k2"});
  CHECK(hosts_in("mongodb://u:p@m1:27017,m2:27017/db?x=y") == Hosts{"m1", "m2"});
  CHECK(hosts_in("http://e1:2379,http://e2:2379") == Hosts{"e1", "e2"});
  CHECK(hosts_in("jdbc:postgresql://db:5432/x") == Hosts{"db"});
  CHECK(hosts_in("Server=sql;Database=x") == Hosts{"sql"});
  CHECK(hosts_in("--target db:5432 -v").front() == "db");
  for (const char* text :
       {"postgres:15", "12:30", "a:b", "just words", "image/name:8", "key: value", "::1"}) {
    INFO(text);
    CHECK(hosts_in(text).empty());
  }
  CHECK(is_connection_variable("DB_HOST"));
  CHECK(is_connection_variable("kafkaBrokers"));
  CHECK_FALSE(is_connection_variable("HOSTNAME"));
  CHECK_FALSE(is_connection_variable("KAFKA_ADVERTISED_LISTENERS"));
}

TEST_CASE("only clients of stores write connection strings") {
  for (const char* text : {"postgres://a/x", "postgresql+asyncpg://a", "mongodb+srv://a",
                           "jdbc:mysql://a:3306/x", "amqps://u:p@a"}) {
    INFO(text);
    CHECK(is_connection_string(text));
  }
  for (const char* text :
       {"https://a.example.net", "postgres", "see postgres://a", "ftp://a", ""}) {
    INFO(text);
    CHECK_FALSE(is_connection_string(text));
  }
}

TEST_CASE("addresses carry their ports") {
  const auto only = [](std::string_view text) {
    const auto found = addresses_in(text);
    REQUIRE(found.size() == 1);
    return found.front();
  };
  CHECK(only("http://web/path") == Address{"web", 0});
  CHECK(only("redis://:pw@cache:6379/0") == Address{"cache", 6379});
  CHECK(only("Host=db;Port=1") == Address{"db", 0});
}

TEST_CASE("a list of addresses stands for one service; what has a key of its own does not") {
  using Lists = std::vector<std::vector<std::string>>;
  const auto lists = [](const char* text) {
    Lists result;
    for (const auto& list : address_lists(text, true)) {
      result.emplace_back();
      for (const Address& address : list) result.back().push_back(address.host);
    }
    std::erase_if(result, [](const auto& list) { return list.size() < 2; });
    return result;
  };
  CHECK(lists("db1:5432,db2:5432") == Lists{{"db1", "db2"}});
  CHECK(lists("--brokers=k1:9092, k2:9092") == Lists{{"k1", "k2"}});
  CHECK(lists("amqp://u:p@r1:5672,r2/x?y=z") == Lists{{"r1", "r2"}});
  CHECK(lists("[\"http://es1:9200\",\"http://es2:9200\"]") == Lists{{"es1", "es2"}});
  CHECK(lists("es1 es2") == Lists{{"es1", "es2"}});
  CHECK(lists("orders=db1:5432 users=db2:5432").empty());
  CHECK(lists("orders=db1:5432,users=db2:5432").empty());
  CHECK(lists("{\"orders\":\"db1:5432\",\"users\":\"db2:5432\"}").empty());
}

TEST_CASE("a host means the component of that name, or the only one of that alias") {
  ComponentNames names;
  names.add_name("Web", 0);
  names.add_alias("www", 0);
  names.add_alias("www", 0);
  names.add_alias("shared", 0);
  names.add_alias("shared", 1);
  names.add_alias("web", 1);
  CHECK(names.find("WEB.") == 0);
  CHECK(names.find("www") == 0);
  CHECK_FALSE(names.find("shared").has_value());
  CHECK_FALSE(names.find("nobody").has_value());
  CHECK(names.sharers("Shared") == std::vector<std::size_t>{0, 1});
  CHECK(names.sharers("www").empty());
}

}  // namespace cutpoint::testing::addresses_test
