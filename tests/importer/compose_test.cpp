#include <cstdlib>
#include <filesystem>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "importer/compose/project/value.hpp"
#include "importer/importing.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::compose_test {

namespace {

struct ComposeRun {
  std::string document;
  std::string findings;
  bool has_errors = false;
  Draft draft;
  std::vector<UnmetNeed> unmet;
};

ComposeRun import_files(const std::vector<std::string>& paths,
                        std::vector<std::string> profiles = {}) {
  ImportInput input;
  input.paths = paths;
  input.profiles = std::move(profiles);
  DiskAccess disk;
  SourceFiles sources;
  Diagnostics diagnostics;
  ComposeRun result;
  Imported imported = find_importer("compose")->import(input, disk, sources, diagnostics);
  result.draft = std::move(imported.draft);
  result.unmet = std::move(imported.unmet);
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

ComposeRun import_fixture(const std::vector<std::string>& names,
                          std::vector<std::string> profiles = {}) {
  std::vector<std::string> paths;
  for (const std::string& name : names)
    paths.push_back(source_path("tests/importer/compose/" + name));
  return import_files(paths, std::move(profiles));
}

}  // namespace

TEST_CASE("compose files become architecture documents") {
  const ComposeRun voting = import_fixture({"voting.yaml"});
  CHECK_FALSE(voting.has_errors);
  check_golden("tests/importer/compose/voting.expected", voting.document + "\n" + voting.findings);
  const ComposeRun cluster = import_fixture({"cluster.yaml"});
  CHECK_FALSE(cluster.has_errors);
  check_golden("tests/importer/compose/cluster.expected",
               cluster.document + "\n" + cluster.findings);
  const ComposeRun overlaid = import_fixture({"base.yaml", "override.yaml"});
  CHECK_FALSE(overlaid.has_errors);
  check_golden("tests/importer/compose/overlay.expected",
               overlaid.document + "\n" + overlaid.findings);
}

TEST_CASE("profiles") {
  const ComposeRun off = import_fixture({"voting.yaml"});
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

TEST_CASE("wrong compose files get errors") {
  const std::string folder = build_path("scratch");
  const auto findings = [&](const std::string& text) {
    write_file(folder + "/wrong.yaml", text);
    const ComposeRun result = import_files({folder + "/wrong.yaml"});
    CHECK(result.has_errors);
    return result.findings;
  };
  CHECK(findings("services: [a]").find("must be a mapping") != std::string::npos);
  CHECK(findings("- a\n").find("wrong-type") != std::string::npos);
  CHECK(findings("a: b\n").find("no `services`") != std::string::npos);
  CHECK(findings("services: {a: {extends: b}}").find("no service `b`") != std::string::npos);
  CHECK(findings("services: {a: {extends: a}}").find("extends itself") != std::string::npos);
  CHECK(findings("services:\n  : {image: nginx}\n").find("a service has no name") !=
        std::string::npos);
  CHECK(findings("services: {\"\": {image: nginx}}").find("a service has no name") !=
        std::string::npos);
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
  const std::string folder = build_path("scratch");
  write_file(
      folder + "/odd.yaml",
      "version: 3\nservices:\n  1: {image: 5, ports: 80, environment: text, depends_on: {2: "
      "null}}\n"
      "  2: {command: null, deploy: null, volumes: [null, 7], healthcheck: true, restart: no}\n"
      "  x: \n  unknown: {future_key: {a: b}, network_mode: 'service:1'}\n");
  const ComposeRun odd = import_files({folder + "/odd.yaml"});
  CHECK_FALSE(odd.has_errors);
  CHECK(odd.draft.components.size() == 4);
}

namespace {

/// Imports one text, with further files beside it.
ComposeRun import_text(const std::string& folder, const std::string& text) {
  const std::string place = build_path("scratch/") + folder;
  std::filesystem::create_directories(place);
  write_file(place + "/compose.yaml", text);
  return import_files({place + "/compose.yaml"});
}

}  // namespace

TEST_CASE("a pool is one list of addresses; services named one by one are none") {
  const std::string services =
      "services:\n  db1: {image: postgres}\n  db2: {image: postgres}\n"
      "  admin: {image: acme/admin, environment: {HOSTS: 'db1:5432,db2:5432'}}\n  shop: {image: "
      "s, ";
  for (const char* settings :
       {"environment: {ORDERS_DB: 'db1:5432', USERS_DB: 'db2:5432'}}",
        "environment: {DATABASES: 'orders=db1:5432 users=db2:5432'}}",
        "command: '--orders db1:5432 --users db2:5432'}",
        "depends_on: [db1, db2], environment: {ORDERS_DB: 'db1:5432', USERS_DB: 'db2:5432'}}"}) {
    INFO(settings);
    const ComposeRun shop = import_text("pools", services + settings);
    const std::string own = shop.document.substr(shop.document.find("\n  shop:"));
    CHECK_FALSE(has(own.substr(0, own.find("\n  docker-host")), "any_of"));
    CHECK(has(own, "db1"));
    CHECK(has(own, "db2"));
    CHECK(has(shop.document, "{any_of: [db1, db2], inferred: environment HOSTS ("));
  }
  const ComposeRun two = import_text(
      "pools",
      "services:\n  k1: {image: k}\n  k2: {image: k}\n  k3: {image: k}\n  k4: {image: k}\n"
      "  app: {image: a, environment: {A: 'k1:9092,k2:9092', B: 'k3:9092,k4:9092'}}\n");
  CHECK(has(two.document, "{any_of: [k1, k2], inferred: environment A ("));
  CHECK(has(two.document, "{any_of: [k3, k4], inferred: environment B ("));
  const ComposeRun pool = import_text("pools", services + "depends_on: [db1, db2]}");
  CHECK(has(pool.document.substr(pool.document.find("\n  shop:")), "any_of: [db1, db2]"));
}

TEST_CASE("what users call keeps its journey, whoever else names it") {
  const ComposeRun airflow =
      import_text("airflow",
                  "services:\n  webserver: {image: a, ports: ['8080:8080']}\n"
                  "  scheduler: {image: a, depends_on: [webserver]}\n");
  CHECK(has(airflow.document, "use-webserver:"));
  const ComposeRun shop = import_text(
      "status",
      "services:\n  webmvc: {image: w, ports: ['80'], depends_on: [basket]}\n"
      "  basket: {image: b, ports: ['81']}\n"
      "  spa: {image: s, ports: ['82'], environment: {API_URL: 'http://webmvc:80'}}\n"
      "  status: {image: h, ports: ['83'], environment: {HealthChecksUI__HealthChecks__0__Uri: "
      "'http://webmvc/hc'}}\n");
  // What another way in calls is behind it, published or not.
  CHECK_FALSE(has(shop.document, "use-webmvc:"));
  for (const char* name : {"use-spa:", "use-status:"}) {
    INFO(name);
    CHECK(has(shop.document, name));
  }
  CHECK_FALSE(has(shop.document, "use-basket:"));
  CHECK(has(shop.document, "component: webmvc\n        soft: true\n        inferred:"));
  const ComposeRun store = import_text(
      "store",
      "services:\n  api: {image: w, depends_on: [db]}\n  db: {image: postgres, ports: [5432]}\n");
  CHECK_FALSE(has(store.document, "use-db"));
}

TEST_CASE("env_file is read, and said to be missing") {
  const std::string place = build_path("scratch/env");
  std::filesystem::create_directories(place + "/part");
  write_file(place + "/api.env", "# comment\nDB_URL=postgres://db/x\nCACHE_HOST=gone\n");
  write_file(place + "/over.env", "export CACHE_HOST=\"cache\"\n");
  write_file(place + "/part/compose.yaml",
             "services: {part: {image: p, environment: {Q_HOST: '${QUEUE}'}}}");
  write_file(place + "/part.env", "QUEUE=queue\n");
  const ComposeRun read = import_text(
      "env",
      "include: [{path: part/compose.yaml, env_file: part.env}]\n"
      "services:\n  api: {image: a, env_file: [api.env, {path: over.env, required: true}]}\n"
      "  own: {image: a, env_file: api.env, environment: {DB_URL: 'http://cache:80'}}\n"
      "  lost: {image: a, env_file: [nowhere.env, {path: may.env, required: false}]}\n"
      "  db: {image: postgres}\n  cache: {image: redis}\n  queue: {image: rabbitmq}\n");
  CHECK_FALSE(read.has_errors);
  const auto needs = [&read](const std::string& name) {
    std::string text;
    for (const DraftComponent& component : read.draft.components) {
      if (component.name.value != name) continue;
      for (const DraftRequirement& need : component.depends_on) text += need.component.value + " ";
    }
    return text;
  };
  CHECK(needs("api") == "cache db ");
  CHECK(needs("own") == "cache ");
  CHECK(needs("part") == "queue ");
  CHECK(has(read.findings, "warning[cannot-read]: cannot read "));
  CHECK(has(read.findings, "nowhere.env"));
  CHECK(has(read.findings, "may.env is not there, and need not be"));
  CHECK_FALSE(has(read.findings, "unset-variable"));
}

TEST_CASE("hosts, flags, tags and names of real files") {
  const ComposeRun rag = import_text(
      "rag",
      "services:\n  rag: {image: 'rag:${TAG}', command: 'wait -h edge-router', environment: "
      "{STORE_URL: 'http://elasticsearch:9200', OWN_URL: 'http://localhost:1', DB_HOST: "
      "db.example.com:5432}}\n  edge-router: {image: nginx, ports: [80]}\n");
  // Whether something beside the project answers to them is known where all of it is joined.
  std::vector<std::string> outside;
  for (const UnmetNeed& unmet : rag.unmet) outside.push_back(unmet.address);
  CHECK(outside == std::vector<std::string>{"elasticsearch", "db.example.com"});
  CHECK(has(rag.document, "{component: edge-router, inferred: command ("));
  CHECK(has(rag.document, "labels: {image: rag}"));
  // Journeys have names of their own: paths start with them.
  for (const DraftJourney& journey : rag.draft.journeys) {
    for (const DraftComponent& component : rag.draft.components) {
      CHECK(journey.name.value != component.name.value);
    }
  }
  // Given without a folder, the present folder names the system.
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(build_path("scratch/rag"));
  const ComposeRun here = import_files({"compose.yaml"});
  std::filesystem::current_path(before);
  REQUIRE(here.draft.name.has_value());
  CHECK(here.draft.name->value == "rag");
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
    const ComposeRun result = import_files({entry.path().string()});
    INFO(result.findings);
    CHECK_FALSE(result.has_errors);
    CHECK(result.draft.components.size() >= 2);
    CHECK_FALSE(result.draft.journeys.empty());
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("swarm starts tasks again by default, compose does not") {
  const ComposeRun both =
      import_text("swarm",
                  "services:\n"
                  "  task: {image: a, deploy: {mode: replicated, replicas: 2}}\n"
                  "  plain: {image: a, deploy: {replicas: 2}}\n"
                  "  once: {image: a, deploy: {mode: global, restart_policy: "
                  "{condition: none}}}\n");
  CHECK_FALSE(both.has_errors);
  for (const DraftComponent& component : both.draft.components) {
    if (component.name.value == "docker-host") continue;
    INFO(component.name.value);
    CHECK(static_cast<bool>(component.restart) == (component.name.value == "task"));
  }
}

}  // namespace cutpoint::testing::compose_test
