#include "importer/compose/project/env_files.hpp"
#include "tests/importer/compose/imported_project.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::reading_test {

namespace {

const std::string store_line = "  store: {image: 'postgres:16'}\n  other: {image: 'mysql:8'}\n";

}  // namespace

TEST_CASE("files of variables are read as Compose reads them") {
  const compose::Variables outer = {{"HOME_HOST", "outside"}, {"WON", "outer"}};
  const auto settings = compose::read_settings(
      "\xEF\xBB\xBF"
      "A = 1 # one\r\nexport B='$A # ${A}'\nC=\"x${A}\\ty\"\nWON=inner\nD=$WON\nHOME_HOST\nGONE\n"
      "E: yaml\nF=\"two\nlines\"\nG='it\\'s'\n# H=1\nI=\nJ=$NOBODY\nnot a "
      "variable\nK=\"open\nL=2\n",
      outer);
  const auto value = [&settings](const char* name) {
    const auto found = settings.values.find(name);
    return found == settings.values.end() ? std::string("none") : found->second;
  };
  CHECK(value("A") == "1");
  CHECK(value("B") == "$A # ${A}");
  CHECK(value("C") == "x1\ty");
  CHECK(value("D") == "outer");
  CHECK(value("HOME_HOST") == "outside");
  CHECK(value("GONE") == "none");
  CHECK(value("E") == "yaml");
  CHECK(value("F") == "two\nlines");
  CHECK(value("G") == "it's");
  CHECK(value("H") == "none");
  CHECK(value("I").empty());
  CHECK(value("J").empty());
  CHECK(value("L") == "2");
  CHECK(settings.missing == std::set<std::string>{"NOBODY"});
  CHECK(settings.faulty_lines == std::vector<std::size_t>{15, 16});
  CHECK(compose::read_settings("A='$B' # x", {}, true).values.at("A") == "'$B' # x");
}

TEST_CASE("times of a health check that are zero are Compose's defaults") {
  const ImportedProject project = import_project(
      {{"/p/compose.yaml",
        "services: {a: {image: x, healthcheck: {test: [CMD, curl, localhost], interval: 0s, "
        "timeout: 5s, retries: 0}}}\n"}});
  const auto& check = project.imported.draft.components.front().health_check;
  REQUIRE(check.has_value());
  CHECK_FALSE(check->interval);
  CHECK_FALSE(check->retries);
  CHECK(check->timeout->value.in_seconds() == 5);
}

TEST_CASE("labels of a file stand below those of the service") {
  const ImportedProject project = import_project(
      {{"/p/compose.yaml",
        "services:\n  edge: {image: 'traefik:v3', ports: ['80:80']}\n"
        "  shop: {image: x, label_file: ./shop.labels}\n"
        "  off: {image: x, label_file: [./shop.labels], labels: {traefik.enable: 'false'}}\n"},
       {"/p/shop.labels", "traefik.enable=true\ntraefik.http.routers.s.rule=Host(`shop.io`)\n"}});
  CHECK_FALSE(project.has_errors);
  CHECK(project.needs("edge") == "shop");
}

TEST_CASE("the override that lies beside is laid over, whatever name the project has") {
  const ImportedProject project = import_project(
      {{"/p/docker-compose.yml", "services: {a: {image: x}, db: {image: 'postgres:16'}}\n"},
       {"/p/compose.override.yaml", "services: {a: {environment: {DB_HOST: db}}}\n"}},
      {"/p/docker-compose.yml"});
  CHECK(project.needs("a") == "db");
}

TEST_CASE("what one folder builds by several recipes are several programs") {
  const ImportedProject project = import_services(
      "  api: {build: {context: ., dockerfile: api.Dockerfile}, ports: ['8000:80']}\n"
      "  front: {build: {context: ., dockerfile: front.Dockerfile}, ports: ['8001:80'], "
      "depends_on: [api]}\n");
  CHECK(project.needs("front") == "api");
  CHECK(project.journeys() == "front");
}

TEST_CASE("a variable of several lines is a file of settings") {
  const ImportedProject project = import_services(
      "  hand: {image: x, command: work, environment: {PROPERTIES: \"a: 1\\nrpc.address: "
      "head\\n\"}}\n"
      "  head: {image: x, command: lead, ports: ['80:80']}\n");
  CHECK(project.needs("hand") == "head");
}

TEST_CASE("a variable that has the name of a store holds where it is") {
  const ImportedProject project =
      import_services("  web: {image: x, environment: {REDIS: back}}\n  back: {image: redis}\n");
  CHECK(project.needs("web") == "back");
}

TEST_CASE("sentinels stand for the primary that they watch and its replicas") {
  const std::string sentinel =
      "{image: 'redis:7', command: redis-sentinel /etc/s.conf --sentinel "
      "monitor shop main 6379 2}\n";
  const ImportedProject project = import_services(
      "  web: {image: x, environment: {REDIS_SENTINELS: 's1:26379,s2:26379,s3:26379'}}\n"
      "  s1: " +
      sentinel + "  s2: " + sentinel + "  s3: " + sentinel +
      "  main: {image: 'redis:7'}\n"
      "  copy: {image: 'redis:7', command: redis-server --replicaof main 6379}\n");
  CHECK(project.needs("web") == "[2 of s1 s2 s3]");
  CHECK(project.needs("s1") == "[main copy]");
}

TEST_CASE("where nothing stands open, who only works is no way in, however it is watched") {
  const ImportedProject project = import_services(
      "  web: {image: x, healthcheck: {test: 'curl -f http://localhost:8080'}}\n"
      "  tidy: {image: x, command: tidy.sh, healthcheck: {test: 'ps aux | grep tidy'}}\n");
  CHECK(project.journeys() == "web");
}

TEST_CASE("the project's environment reaches keys without values, but the shell wins") {
  const std::string text =
      "services:\n  a: {image: x, environment: [DB_HOST]}\n"
      "  b: {image: x, environment: {DB_HOST: }}\n" +
      store_line;
  const auto files = [&text](const std::string& env) {
    return std::map<std::string, std::string>{{"/p/compose.yaml", text}, {"/p/.env", env}};
  };
  const ImportedProject own = import_project(files("DB_HOST=store"));
  CHECK(own.needs("a") == "store");
  CHECK(own.needs("b") == "store");
  CHECK(import_project(files("DB_HOST=store"), {}, {{"DB_HOST", "other"}}).needs("a") == "other");
  const ImportedProject none = import_project(files("X=1"));
  CHECK(none.needs("a").empty());
  CHECK(has(none.findings, "unset-variable"));
  CHECK(has(none.findings, "DB_HOST"));
}

TEST_CASE("environment files: the last wins, and over all the environment, across files too") {
  const ImportedProject project =
      import_project({{"/p/compose.yaml",
                       "services:\n  a: {image: x, env_file: [one.env, {path: two.env}]}\n"
                       "  b: {extends: base, env_file: one.env}\n"
                       "  base: {image: x, environment: {DB_HOST: other}}\n" +
                           store_line},
                      {"/p/over.yaml", "services:\n  a: {env_file: three.env}\n"},
                      {"/p/one.env", "DB_HOST=other"},
                      {"/p/two.env", "DB_HOST=store\nNAME=store"},
                      {"/p/three.env", "CACHE_HOST=${NAME}"}},
                     {"/p/compose.yaml", "/p/over.yaml"});
  CHECK(project.needs("a") == "store");
  CHECK(project.needs("b") == "other");
}

TEST_CASE("mounts are unique by target, ports by what is written, whatever their form") {
  const ImportedProject project = import_project(
      {{"/p/compose.yaml",
        "services:\n  a: {image: x, volumes: ['shared:/data/']}\n"
        "  b: {image: x, volumes: ['shared:/data']}\n"},
       {"/p/over.yaml", "services:\n  b: {volumes: [{type: bind, source: ./x, target: /data}]}\n"}},
      {"/p/compose.yaml", "/p/over.yaml"});
  CHECK(project.kind("shared") == "no component");
}

TEST_CASE("reset and override, in one file and over another") {
  const ImportedProject project = import_project(
      {{"/p/compose.yaml",
        "services:\n  a: {image: x, ports: !reset ['80:80'], depends_on: [store]}\n"
        "  b: {image: x, ports: ['81:80'], depends_on: [store, other]}\n"
        "  c: {image: y, depends_on: [store, other]}\n" +
            store_line},
       {"/p/over.yaml",
        "services:\n  a: {depends_on: !reset null}\n  b: {depends_on: !override [other]}\n"
        "  c: {depends_on: {store: !reset null}}\n"}},
      {"/p/compose.yaml", "/p/over.yaml"});
  CHECK(project.needs("a").empty());
  CHECK(project.needs("b") == "other");
  CHECK(project.needs("c") == "other");
  CHECK(project.journeys() == "b");
}

TEST_CASE("includes have folders and variables of their own, and may be extended") {
  const ImportedProject project = import_project(
      {{"/p/compose.yaml",
        "include:\n  - path: part/compose.yaml\n  - {path: [other/a.yaml, other/b.yaml], "
        "project_directory: ., env_file: set.env}\n"
        "services:\n  mine: {extends: part, environment: {EXTRA_HOST: other}}\n" +
            store_line},
       {"/p/part/compose.yaml", "services:\n  part: {image: x, env_file: part.env}\n"},
       {"/p/part/part.env", "DB_HOST=${WHERE}"},
       {"/p/part/.env", "WHERE=store"},
       {"/p/other/a.yaml", "services:\n  a: {image: x, env_file: a.env}\n"},
       {"/p/other/b.yaml", "# nothing yet\n"},
       {"/p/a.env", "DB_HOST=$WHERE"},
       {"/p/set.env", "WHERE=other"}});
  CHECK(project.needs("part") == "store");
  CHECK(project.needs("mine") == "other store");
  CHECK(project.needs("a") == "other");
  CHECK_FALSE(project.has_errors);
}

TEST_CASE("several documents of one file lie over each other") {
  const ImportedProject project =
      import_services("  web: {image: x}\n" + store_line +
                      "---\nservices:\n  web: {ports: ['80:80'], depends_on: [store]}\n");
  CHECK(project.needs("web") == "store");
  CHECK(project.journeys() == "web");
}

TEST_CASE("an override beside the file is taken, and said") {
  const std::map<std::string, std::string> files = {
      {"/p/compose.yaml", "services:\n  web: {image: x}\n" + store_line},
      {"/p/compose.override.yml", "services:\n  web: {depends_on: [store]}\n"},
      {"/p/more.yaml", "services:\n  web: {labels: [a=b]}\n"}};
  const ImportedProject alone = import_project(files);
  CHECK(alone.needs("web") == "store");
  CHECK(has(alone.findings, "compose.override.yml"));
  CHECK(import_project(files, {"/p/compose.yaml", "/p/more.yaml"}).needs("web").empty());
}

TEST_CASE("what Compose would refuse or pass over is said") {
  const ImportedProject project = import_services(
      "  web: {image: x, depend_on: [store], depends_on: {store: service_started, other: "
      "{condition: "
      "service_complete, required: FALSE}}, deploy: {replica: 2}}\n" +
      store_line + "netwroks: {}\n");
  CHECK(has(project.findings, "no key `depend_on` in service `web`"));
  CHECK(has(project.findings, "no key `replica` under `deploy`"));
  CHECK(has(project.findings, "no key `netwroks` at the top"));
  CHECK(has(project.findings, "waits for `store` by a word where Compose wants a mapping"));
  CHECK(has(project.findings, "condition that Compose does not know: `service_complete`"));
  CHECK(project.needs("web") == "store ~other");
}

TEST_CASE("services are called by what Compose and Swarm name their containers") {
  const std::map<std::string, std::string> files = {
      {"/p/compose.yaml",
       "name: shop\nservices:\n" + store_line +
           "  a: {image: x, environment: {URL: 'http://shop-store-1:5432'}}\n"
           "  b: {image: x, environment: {URL: 'http://shop_store_1:5432'}}\n"
           "  c: {image: x, environment: {URL: 'http://Shop_Store:5432'}}\n"
           "  d: {image: x, environment: {URL: 'http://tasks.store:5432'}}\n"
           "  e: {image: x, environment: {URL: 'http://other-store-1:5432'}}\n"}};
  const ImportedProject project = import_project(files);
  for (const char* name : {"a", "b", "c", "d"}) {
    CAPTURE(name);
    CHECK(project.needs(name) == "store");
  }
  CHECK(project.needs("e").empty());
  REQUIRE(project.imported.unmet.size() == 1);
  CHECK(project.imported.unmet[0].address == "other-store-1");
}

TEST_CASE("a container's name that two services may bear names neither") {
  const ImportedProject project =
      import_project({{"/p/compose.yaml",
                       "name: shop\nservices:\n  web: {image: x}\n  web_1: {image: y}\n"
                       "  front: {image: z, environment: {URL: 'http://shop_web_1:80'}}\n"}});
  CHECK(project.needs("front").empty());
}

TEST_CASE("models and providers stand for what the platform runs") {
  const ImportedProject project = import_services(
      "  chat: {image: x, ports: ['80:80'], models: {llm: {endpoint_var: URL}}, depends_on: "
      "[queue]}\n"
      "  queue: {provider: {type: cloud-queue}}\nmodels: {llm: {model: ai/x}}\n");
  CHECK(project.needs("chat") == "queue llm");
  CHECK(project.kind("llm") == "model_server");
  CHECK(project.kind("queue") == "external");
}

TEST_CASE("a service may have a name that extensions have elsewhere") {
  const ImportedProject project = import_services(
      "  x-web: {image: me/web, environment: {DB_HOST: x-db}}\n  x-db: {image: postgres}\n");
  CHECK(project.needs("x-web") == "x-db");
}

TEST_CASE("what a program waits for is no exporter of measures by its bare name") {
  const auto needs = [](const std::string& image) {
    return import_services(
               "  front: {image: me/front, ports: ['80:80'], depends_on: [exporter]}\n"
               "  exporter: {image: " +
               image + "}\n")
        .needs("front");
  };
  CHECK(needs("penpotapp/exporter") == "exporter");
  CHECK(needs("me/postgres-exporter").empty());
}

TEST_CASE("what Compose refuses to start is told, and imported all the same") {
  const auto findings = [](const std::string& services) {
    return import_services(services).findings;
  };
  CHECK(has(findings("  a: {image: x, depends_on: [b]}\n  b: {image: x, links: [c]}\n"
                     "  c: {image: x, network_mode: 'service:a'}\n"),
            "warning[dependency-cycle]: these wait for each other"));
  CHECK(has(findings("  a: {image: x, depends_on: [a]}\n"), "`a` waits for itself"));
  CHECK_FALSE(has(findings("  a: {image: x, depends_on: {b: {condition: service_started, required: "
                           "false}}}\n  b: {image: x, profiles: [off], depends_on: [a]}\n"),
                  "dependency-cycle"));
  CHECK(has(findings("  a: {image: [x]}\n"), "`image` of `a` is no text"));
  CHECK(has(findings("  a: {image: x, environment: {DB: [b]}}\n"),
            "`DB` in the environment of `a` is no text"));
  CHECK(has(findings("  a: {image: x, environment: DB}\n"), "neither a mapping nor a list"));
  CHECK(has(findings("  a: {image: x, network_mode: host, networks: [n]}\n"),
            "Compose refuses both together"));
}

}  // namespace cutpoint::testing::reading_test
