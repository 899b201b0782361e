#include <cstdlib>
#include <filesystem>

#include "cutpoint/analysis.hpp"
#include "cutpoint/importing.hpp"
#include "cutpoint/rendering.hpp"
#include "importer/compose/addresses.hpp"
#include "importer/compose/service.hpp"
#include "importer/compose/value.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing {

namespace {

struct Imported {
  std::string document;
  std::string findings;
  bool has_errors = false;
  Draft draft;
};

Imported import_files(const std::vector<std::string>& paths,
                      std::vector<std::string> profiles = {}) {
  ImportInput input;
  input.paths = paths;
  input.profiles = std::move(profiles);
  DiskAccess disk;
  SourceFiles sources;
  Diagnostics diagnostics;
  Imported result;
  result.draft = find_importer("compose")->import(input, disk, sources, diagnostics);
  if (!diagnostics.has_errors()) {
    const auto model = build_model(result.draft, diagnostics);
    if (model) {
      const auto function = compile(*model, diagnostics);
      if (function) (void)analyze(*model, *function, {});
    }
  }
  diagnostics.sort_by_place();
  result.has_errors = diagnostics.has_errors();
  result.document = write_architecture(result.draft);
  for (const Diagnostic& d : diagnostics.all()) {
    result.findings += std::string(name_of(d.severity)) + "[" + d.rule + "]: " + d.message + "\n";
  }
  return result;
}

Imported import_fixture(const std::vector<std::string>& names,
                        std::vector<std::string> profiles = {}) {
  std::vector<std::string> paths;
  for (const std::string& name : names)
    paths.push_back(source_path("tests/importer/compose/" + name));
  return import_files(paths, std::move(profiles));
}

}  // namespace

TEST_CASE("compose files become architecture documents") {
  const Imported voting = import_fixture({"voting.yaml"});
  CHECK_FALSE(voting.has_errors);
  check_golden("tests/importer/compose/voting.expected", voting.document + "\n" + voting.findings);
  const Imported cluster = import_fixture({"cluster.yaml"});
  CHECK_FALSE(cluster.has_errors);
  check_golden("tests/importer/compose/cluster.expected",
               cluster.document + "\n" + cluster.findings);
  const Imported overlaid = import_fixture({"base.yaml", "override.yaml"});
  CHECK_FALSE(overlaid.has_errors);
  check_golden("tests/importer/compose/overlay.expected",
               overlaid.document + "\n" + overlaid.findings);
}

TEST_CASE("profiles") {
  const Imported off = import_fixture({"voting.yaml"});
  CHECK(off.document.find("\n  seed:") == std::string::npos);
  CHECK(off.findings.find("profile-off") != std::string::npos);
  CHECK(import_fixture({"voting.yaml"}, {"seed"}).document.find("\n  seed:") != std::string::npos);
}

TEST_CASE("variables are filled in as Compose does") {
  compose::Interpolation i({{"SET", "value"}, {"EMPTY", ""}});
  struct Case {
    const char* text;
    const char* expected;
  };
  for (const Case& c : {Case{"$SET", "value"}, Case{"${SET}", "value"}, Case{"a${SET}b", "avalueb"},
                        Case{"$$SET", "$SET"}, Case{"${NONE:-d}", "d"}, Case{"${NONE-d}", "d"},
                        Case{"${EMPTY:-d}", "d"}, Case{"${EMPTY-d}", ""}, Case{"${SET:+r}", "r"},
                        Case{"${NONE:+r}", ""}, Case{"${EMPTY+r}", "r"}, Case{"${EMPTY:+r}", ""},
                        Case{"${A:-${B:-${SET}}}", "value"}, Case{"${SET:?no}", "value"},
                        Case{"${open", "${open"}, Case{"100$", "100$"}, Case{"$1", "$1"}}) {
    INFO(c.text);
    CHECK(i.apply(c.text) == c.expected);
  }
  CHECK(i.apply("${GONE}").empty());
  CHECK(i.missing().count("GONE") == 1);
  CHECK(i.missing().count("NONE") == 0);
}

TEST_CASE("addresses are found, look-alikes are not") {
  using Hosts = std::vector<std::string>;
  CHECK(compose::addresses_in("redis://:pw@cache:6379/0") == Hosts{"cache"});
  CHECK(compose::addresses_in("http://web/path") == Hosts{"web"});
  CHECK(compose::addresses_in("k1:9092,k2:9092") == Hosts{"k1", "k2"});
  CHECK(compose::addresses_in("mongodb://u:p@m1:27017,m2:27017/db?x=y") == Hosts{"m1", "m2"});
  CHECK(compose::addresses_in("jdbc:postgresql://db:5432/x") == Hosts{"db"});
  CHECK(compose::addresses_in("Server=sql;Database=x") == Hosts{"sql"});
  CHECK(compose::addresses_in("--target db:5432 -v").front() == "db");
  for (const char* text :
       {"postgres:15", "12:30", "a:b", "just words", "image/name:8", "key: value", "::1"}) {
    INFO(text);
    CHECK(compose::addresses_in(text).empty());
  }
  CHECK(compose::is_connection_variable("DB_HOST"));
  CHECK(compose::is_connection_variable("kafkaBrokers"));
  CHECK_FALSE(compose::is_connection_variable("HOSTNAME"));
  CHECK_FALSE(compose::is_connection_variable("KAFKA_ADVERTISED_LISTENERS"));
}

TEST_CASE("kinds by image") {
  CHECK(compose::kind_of_image("docker.io/library/postgres:15", "x") == "database");
  CHECK(compose::kind_of_image("prometheuscommunity/postgres-exporter", "x") == "container");
  CHECK(compose::kind_of_image("redis@sha256:abc", "x") == "cache");
  CHECK(compose::kind_of_image("", "etcd3") == "database");
  CHECK(compose::kind_of_image("vllm/vllm-openai:latest", "x") == "model_server");
  CHECK(compose::kind_of_image("localhost:5000/thing", "web") == "container");
}

TEST_CASE("wrong compose files get errors") {
  const std::string folder = std::string(CUTPOINT_BINARY_DIR) + "/scratch";
  const auto findings = [&](const std::string& text) {
    write_file(folder + "/wrong.yaml", text);
    const Imported result = import_files({folder + "/wrong.yaml"});
    CHECK(result.has_errors);
    return result.findings;
  };
  CHECK(findings("services: [a]").find("must be a mapping") != std::string::npos);
  CHECK(findings("- a\n").find("wrong-type") != std::string::npos);
  CHECK(findings("a: b\n").find("no `services`") != std::string::npos);
  CHECK(findings("services: {a: {extends: b}}").find("no service `b`") != std::string::npos);
  CHECK(findings("services: {a: {extends: a}}").find("extends itself") != std::string::npos);
  CHECK(findings("services: {}").find("no service to import") != std::string::npos);
  CHECK(findings("services: {a: {image: [").find("yaml-syntax") != std::string::npos);
  CHECK(findings("").find("empty") != std::string::npos);
  CHECK(import_files({folder + "/nothing-here.yaml"}).findings.find("cannot read") !=
        std::string::npos);
  std::string chain = "services:\n";
  for (int i = 0; i < 300; ++i) {
    chain += "  s" + std::to_string(i) + ": {extends: s" + std::to_string(i + 1) + "}\n";
  }
  CHECK_FALSE(findings(chain).empty());
}

TEST_CASE("odd but legal values are taken") {
  const std::string folder = std::string(CUTPOINT_BINARY_DIR) + "/scratch";
  write_file(
      folder + "/odd.yaml",
      "version: 3\nservices:\n  1: {image: 5, ports: 80, environment: text, depends_on: {2: "
      "null}}\n"
      "  2: {command: null, deploy: null, volumes: [null, 7], healthcheck: true, restart: no}\n"
      "  x: \n  unknown: {future_key: {a: b}, network_mode: 'service:1'}\n");
  const Imported odd = import_files({folder + "/odd.yaml"});
  CHECK_FALSE(odd.has_errors);
  CHECK(odd.draft.components.size() == 4);
}

TEST_CASE("real files beside the checkout import and analyse") {
  const char* folder = std::getenv("CUTPOINT_REAL_INPUTS");
  if (folder == nullptr) {
    SUCCEED("CUTPOINT_REAL_INPUTS is not set");
    return;
  }
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(folder) + "/compose")) {
    INFO(entry.path());
    const Imported result = import_files({entry.path().string()});
    INFO(result.findings);
    CHECK_FALSE(result.has_errors);
    CHECK(result.draft.components.size() >= 2);
    CHECK_FALSE(result.draft.journeys.empty());
    ++count;
  }
  CHECK(count > 0);
}

}  // namespace cutpoint::testing
