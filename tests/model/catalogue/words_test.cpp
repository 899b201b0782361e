// What people call kinds, keys and notions.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "cutpoint/linting.hpp"
#include "model/architecture/build_model.hpp"
#include "model/catalogue/kind_synonyms.hpp"
#include "model/catalogue/terms.hpp"
#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::words_test {

namespace {

/// The help of the first finding.
std::string help_on(const std::string& text) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("a.yaml", "cutpoint: 1\n" + text, sources, diagnostics);
  (void)build_model(draft, diagnostics);
  INFO(text);
  REQUIRE(!diagnostics.all().empty());
  // What is meant is known, so that nothing else is found wrong.
  CHECK(diagnostics.error_count() == 1);
  return diagnostics.all().front().help;
}

std::string help_on_component(const std::string& keys) {
  return help_on("journeys: {j: {needs: [a]}}\ncomponents: {b: {kind: vm}, a: {" + keys + "}}\n");
}

}  // namespace

TEST_CASE("words for kinds lead to kinds that there are, and each word once") {
  const auto kinds = built_in_kinds();
  const auto is_kind = [&](std::string_view name) {
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const Kind& kind) { return kind.name == name; });
  };
  std::set<std::string_view> words;
  for (const KindSynonyms& row : kind_synonyms()) {
    CHECK(is_kind(row.kind));
    CHECK((row.other.empty() || is_kind(row.other)));
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(','));
      INFO(word);
      CHECK(!is_kind(word));
      CHECK(words.insert(word).second);
      REQUIRE(!kinds_meant_by(word).empty());
      CHECK(kinds_meant_by(word).front() == row.kind);
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  using Kinds = std::vector<std::string_view>;
  for (const Kind& kind : kinds) CHECK(kinds_meant_by(kind.name) == Kinds{kind.name});
  CHECK(kinds_meant_by("postgres:16") == Kinds{"database"});
  CHECK(kinds_meant_by("PostgreSQL") == Kinds{"database"});
  CHECK(kinds_meant_by("Virtual Machine") == Kinds{"vm"});
  CHECK(kinds_meant_by("Load-Balancer") == Kinds{"load_balancer"});
  CHECK(kinds_meant_by("redis7") == Kinds{"cache"});
  CHECK(kinds_meant_by("postgres_v16") == Kinds{"database"});
  CHECK(kinds_meant_by("VMs") == Kinds{"vm"});
  CHECK(kinds_meant_by("server") == Kinds{"host", "service"});
  CHECK(kinds_meant_by("spaceship").empty());
  CHECK(kinds_meant_by("redis-cluster").empty());
  CHECK(kinds_meant_by("").empty());
  CHECK(kinds_named_in("redis-cluster") == Kinds{"cache"});
  CHECK(kinds_named_in("postgres server") == Kinds{"database"});
  CHECK(kinds_named_in("core_switch") == Kinds{"switch"});
  CHECK(kinds_named_in("app-vm") == Kinds{"service", "vm"});
  CHECK(kinds_named_in("space_ship").empty());
}

TEST_CASE("unknown kinds are answered with what people mean by them") {
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"postgres", "`database`"},
      {"redis", "`cache`"},
      {"kafka", "`queue`"},
      {"server", "`host`"},
      {"s3", "`object_storage`"},
      {"bucket", "`object_storage`"},
      {"node", "`host`"},
      {"nginx", "`load_balancer`"},
      {"kubernetes", "`pod`"},
      {"mysql", "`database`"},
      {"etcd", "`coordination`"},
      {"databse", "`database`"},
      {"vm-host", "`host`"},
      {"k8s", "`pod` or `host`"},
      {"haproxy", "`load_balancer`"},
      {"s3-bucket", "`object_storage`"},
      {"model_sever", "`model_server`"},
      {"Load Balancer", "`load_balancer`"},
      {"leaf-switch", "`switch`"},
  };
  for (const auto& [word, meant] : answers) {
    CHECK(help_on_component("kind: " + word).find(meant) != std::string::npos);
  }
}

TEST_CASE("unknown keys are answered with what people mean by them") {
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"host: b", "`runs_on`"},
      {"node: b", "`runs_on`"},
      {"needs: [b]", "`depends_on`"},
      {"depends: [b]", "`depends_on`"},
      {"dependsOn: [b]", "`depends_on`"},
      {"uptime: 99%", "`availability`"},
      {"slo: 99%", "belongs to a journey"},
      {"instances: 2", "`replicas`"},
      {"rpo: 5m", "`objectives`"},
      {"mttf: 3d", "`mtbf`"},
      {"name: web", "stands under"},
      {"tags: {a: b}", "`labels`"},
  };
  for (const auto& [key, meant] : answers) {
    CHECK(help_on_component("kind: vm, " + key).find(meant) != std::string::npos);
  }
  CHECK(help_on("journeys: {j: {needs: [a], uptime: 99.9%}}\ncomponents: {a: {kind: vm}}\n") ==
        "did you mean `slo`?");
  CHECK(help_on("journeys: {j: {requires: [a]}}\ncomponents: {a: {kind: vm}}\n") ==
        "did you mean `needs`?");
}

TEST_CASE("values of another form are answered with the right one") {
  CHECK(help_on("journeys: {j: {needs: [a], slo: 99.9%}}\ncomponents: {a: {kind: vm}}\n") ==
        "such as {availability: 99.9%, period: 30d}");
  CHECK(help_on("journeys: {j: {needs: [a]}}\ncomponents: [{name: a, kind: vm}]\n") ==
        "such as `web: {kind: service, depends_on: [db]}`");
  CHECK(help_on("journeys: {j: [a]}\ncomponents: {a: {kind: vm}}\n") ==
        "such as `checkout: {needs: [web]}`");
  CHECK(help_on_component("kind: vm, restart: always").find("such as {policy") == 0);
  CHECK(help_on_component("kind: vm, backups: 1h").find("such as [{every") == 0);
}

TEST_CASE("terms are found by any of their words, each word by one of them") {
  std::set<std::string> words;
  for (const Term& term : terms()) {
    INFO(term.name);
    CHECK(find_term(term.name) == &term);
    CHECK(!term.text.empty());
    std::string_view rest = term.words;
    while (!rest.empty()) {
      const std::string word(rest.substr(0, rest.find(',')));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      INFO(word);
      CHECK(find_term(word) == &term);
      CHECK(words.insert(word).second);
    }
    for (std::size_t at = term.more.find("CP"); at != std::string_view::npos;
         at = term.more.find("CP", at + 1)) {
      CHECK(find_rule(term.more.substr(at, 5)) != nullptr);
    }
  }
  CHECK(find_term("SPOF")->name == "single point of failure");
  CHECK(find_term("Single-Point_of failure")->name == "single point of failure");
  CHECK(nearest_term("quorm") == "quorum");
}

}  // namespace cutpoint::testing::words_test
