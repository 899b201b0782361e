#include <algorithm>

#include "tests/importer/compose/imported_project.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::conclusions_test {

TEST_CASE("addresses in all forms that people write") {
  const ImportedProject project = import_services(
      "  a: {image: a, environment: {PGHOST: Store, X_HOSTNAME: cache, LIST: 'local:other:6379'}}\n"
      "  b: {image: b, command: 'serve --db=postgres://u:p@store/x --redis-host cache'}\n"
      "  c: {build: {context: ., args: [VITE_URL=http://a:80]}}\n"
      "  d: {image: d, environment: {REDIS_HOSTS: 'local:cache:6379', DB_URL: "
      "'http://10.5.0.9:80'}}\n"
      "  e: {image: e, environment: {A_URL: 'http://host.docker.internal:5433', B_URL: "
      "'http://alias:1234'}, extra_hosts: ['alias:10.5.0.9']}\n"
      "  f: {image: f, network_mode: host, environment: {DB_URL: 'http://localhost:5433'}}\n"
      "  g: {image: g, links: ['store:db'], environment: {DB_HOST: db}}\n"
      "  store: {image: 'postgres:16', ports: ['5433:5432']}\n"
      "  cache: {image: 'redis:7'}\n"
      "  other: {image: 'mysql:8', networks: {n: {ipv4_address: 10.5.0.9}}}\n");
  CHECK(project.needs("a") == "store cache");
  CHECK(project.needs("b") == "store cache");
  CHECK(project.needs("c") == "a");
  CHECK(project.needs("d") == "cache other");
  CHECK(project.needs("e") == "store other");
  CHECK(project.needs("f") == "store");
  CHECK(project.needs("g") == "store");
}

TEST_CASE("a connection string names a host elsewhere, whatever its variable is called") {
  const ImportedProject project = import_services(
      "  a: {image: a, environment: {ORDERS: 'postgres://u:p@orders.example.net:5432/x', HOME: "
      "'https://home.example.net'}}\n");
  REQUIRE(project.imported.unmet.size() == 1);
  CHECK(project.imported.unmet[0].address == "orders.example.net");
}

TEST_CASE("what is handed out, listened on, waited for or looked at is no need") {
  const ImportedProject project = import_services(
      "  front: {image: f, ports: ['80:80'], environment: {API_URL: 'http://api:80'}}\n"
      "  api: {image: a, environment: {PUBLIC_URL: 'http://front:80', FRONTEND_URL: "
      "'http://front', "
      "CORS_ORIGINS: 'http://front', WAIT_HOSTS: 'store:5432', OTEL_ENDPOINT: "
      "'http://traces:4317', "
      "NEXT_PUBLIC_SEARCH_URL: 'http://search:9200'}}\n"
      "  store: {image: 'postgres:16'}\n  search: {image: 'elasticsearch:8'}\n"
      "  traces: {image: 'jaegertracing/all-in-one'}\n");
  CHECK(project.needs("front") == "api");
  CHECK(project.needs("api") == "~traces search");
}

TEST_CASE("start order is told apart from need, with its reason") {
  const ImportedProject project = import_services(
      "  web: {image: app, ports: ['80:80'], depends_on: [migrate, db, traces, admin]}\n"
      "  worker: {image: app, command: work, depends_on: [web], environment: {DB_HOST: db}}\n"
      "  migrate: {image: app, command: [sh, -c, 'wait && ./manage migrate'], depends_on: [db]}\n"
      "  serving: {image: app, command: sh -c './manage migrate && ./serve', depends_on: [db]}\n"
      "  db: {image: 'postgres:16', depends_on: [traces]}\n"
      "  replica: {image: 'postgres:16', depends_on: [db]}\n"
      "  traces: {image: 'jaegertracing/all-in-one'}\n  admin: {image: adminer}\n");
  CHECK(project.needs("web") == "db ~traces");
  CHECK(project.needs("worker") == "db");
  CHECK(project.needs("replica").empty());
  CHECK(project.needs("db") == "~traces");
  CHECK(project.journeys() == "web");
  CHECK(
      has(project.findings, "run once and end, so nothing needs them to keep running: migrate\n"));
  CHECK(has(project.findings, "stand in no journey: worker, serving"));
  const auto& all = project.imported.conclusions;
  CHECK(std::any_of(all.begin(), all.end(), [](const Conclusion& c) {
    return c.kind == ConclusionKind::left_out && c.component == "web" &&
           c.what == "starts after migrate, and does not need it then" &&
           c.reason == "a job that ends";
  }));
}

TEST_CASE("a group takes members of one program that a list or each other name") {
  const std::string nodes =
      "  n1: &n {image: 'cockroachdb/cockroach', command: 'start --join=n1,n2,n3'}\n  n2: *n\n  "
      "n3: *n\n";
  CHECK(
      import_services(
          "  a: {image: a, ports: ['1:1'], environment: {DB_HOSTS: 'n1:26257,n2:26257'}}\n" + nodes)
          .needs("a") == "[2 of n1 n2 n3]");
  CHECK(import_services("  a: {image: a, depends_on: [n1, n2]}\n" + nodes).needs("a") ==
        "[2 of n1 n2 n3]");
  CHECK(import_services("  a: {image: a, environment: {HOSTS: 'x1,x2'}}\n  x1: {build: ./x}\n"
                        "  x2: {build: ./x}\n")
            .needs("a") == "[x1 x2]");
  CHECK(import_services("  a: {image: a, environment: {HOSTS: 'x1,x2'}}\n  x1: {build: ./x}\n"
                        "  x2: {build: ./y}\n")
            .needs("a") == "x1 x2");
  // Of one name of several on a network.
  CHECK(import_services("  a: {image: a, environment: {API_URL: 'http://api:80'}}\n"
                        "  x1: &x {image: x, networks: {n: {aliases: [api]}}}\n  x2: *x\n")
            .needs("a") == "[x1 x2]");
  CHECK(import_services("  a: {image: a, environment: {SHARD_HOSTS: 'x1,x2'}}\n  x1: {image: x}\n"
                        "  x2: {image: x}\n")
            .needs("a") == "x1 x2");
  // A primary and its replica: who names each needs each, and start order makes no redundancy.
  const std::string pair =
      "  p: {image: 'postgres:16'}\n  r: {image: 'postgres:16', environment: {PRIMARY_HOST: p}}\n";
  CHECK(import_services("  a: {image: a, depends_on: [p, r]}\n" + pair).needs("a") == "p r");
  CHECK(
      import_services("  a: {image: a, environment: {W_HOST: p, R_HOST: r}}\n" + pair).needs("a") ==
      "p r");
  CHECK(import_services("  a: {image: a, environment: {URL: 'postgres://p,r/x'}}\n" + pair)
            .needs("a") == "[p r]");
}

TEST_CASE("balancers route to what their configuration or labels name") {
  const std::string rest = "  x1: {image: x}\n  x2: {image: y}\n  z: {image: z}\n";
  const auto routed = [&rest](const std::string& file, const std::string& text) {
    return import_project({{"/p/compose.yaml",
                            "services:\n  lb: {image: 'nginx:1', ports: ['80:80'], volumes: "
                            "['./" +
                                file + ":/etc/x/" + file + "']}\n" + rest},
                           {"/p/" + file, text}})
        .needs("lb");
  };
  CHECK(routed("a.conf",
               "upstream app {\n  server x1:80; # server z;\n  server x2:80 backup;\n}\n"
               "server { location / { proxy_pass http://app; } location /z { proxy_pass "
               "http://z:8/; } }\n") == "z [x1 x2]");
  CHECK(
      routed(
          "Caddyfile",
          "a.example {\n  reverse_proxy /api/* x1:80 x2:80\n}\nb.example { reverse_proxy z }\n") ==
      "z [x1 x2]");
  CHECK(routed("h.cfg",
               "frontend f\n  bind *:80\nbackend b\n  server one x1:80 check\n  server two x2:80\n"
               "backend c\n  server z z:1\n") == "z [x1 x2]");
  CHECK(routed("dynamic.yml",
               "http:\n  services:\n    a:\n      loadBalancer:\n        servers:\n"
               "          - url: http://x1:80\n          - url: \"http://x2:80\"\n") == "[x1 x2]");
  const ImportedProject labelled = import_services(
      "  proxy: {image: 'traefik:3', ports: ['80:80']}\n"
      "  one: {image: a, labels: ['traefik.http.routers.one.rule=Host(`one.example.org`)']}\n"
      "  two: {image: b, labels: {traefik.enable: 'true'}}\n"
      "  off: {image: c, labels: {traefik.enable: 'false'}}\n");
  CHECK(labelled.needs("proxy") == "~one ~two");
  CHECK(labelled.journeys() == "one proxy; two proxy");
  REQUIRE(labelled.imported.answers.size() == 1);
  CHECK(labelled.imported.answers[0].address == "one.example.org");
}

TEST_CASE(
    "ways in: not tools, local ports, or what others call; stores where they are the product") {
  CHECK(
      import_services("  web: {image: w, ports: ['80:80'], environment: {API_URL: 'http://api'}}\n"
                      "  api: {image: a, ports: ['8000:8000']}\n"
                      "  debug: {image: d, ports: ['127.0.0.1:9000:9000']}\n"
                      "  admin: {image: adminer, ports: ['81:80']}\n")
          .journeys() == "web");
  CHECK(import_services("  db: {image: 'postgres:16', ports: ['5432:5432']}\n"
                        "  admin: {image: adminer, ports: ['81:80'], depends_on: [db]}\n")
            .journeys() == "db");
  CHECK(
      import_services("  vpn: {image: v, ports: ['8081:8081', '8082:8082']}\n"
                      "  a: {image: a, network_mode: 'service:vpn', environment: {PORT: '8081'}}\n"
                      "  b: {image: b, network_mode: 'service:vpn'}\n"
                      "  c: {image: c, ports: ['3:3'], environment: {X_URL: 'http://vpn:8081'}}\n")
          .journeys() == "b; c");
}

TEST_CASE("places of Swarm: what is required is taken, what is preferred is told") {
  const ImportedProject project = import_services(
      "  web: {image: w, ports: ['80:80'], deploy: {replicas: 3, placement: "
      "{max_replicas_per_node: 1}}}\n"
      "  db: {image: 'postgres:16', deploy: {replicas: 2, placement: {constraints: ['node.hostname "
      "== a']}}}\n"
      "  spread: {image: s, deploy: {replicas: 2, placement: {preferences: [{spread: "
      "node.labels.x}]}}}\n"
      "  agent: {image: 'prom/node-exporter', deploy: {mode: global}}\n");
  CHECK(project.kind("docker-host-3") == "host");
  CHECK(project.kind("node-a") == "host");
  CHECK(has(project.findings, "`spread` is only preferred to be spread"));
  for (const DraftComponent& component : project.imported.draft.components) {
    if (component.name.value == "web") CHECK(component.runs_on.names.size() == 3);
    if (component.name.value == "web") CHECK_FALSE(component.at_least.has_value());
    // Two of a store hold data of their own.
    if (component.name.value == "db") CHECK(component.at_least->value == 2);
    if (component.name.value == "agent") CHECK_FALSE(component.replicas.has_value());
  }
}

TEST_CASE("hosts elsewhere are unmet, names that hold elsewhere are answers") {
  const ImportedProject project = import_services(
      "  web: {image: w, hostname: web.example.org, environment: {DB_URL: "
      "'postgres://u:secret@db.example.net:5432/x', CACHE_HOST: cache.example.net}, networks: "
      "[shared]}\n"
      "  data: {image: d, volumes: ['share:/x']}\nnetworks: {shared: {external: true}}\n"
      "volumes: {share: {driver_opts: {type: nfs, o: 'addr=nas.example.net,rw', device: "
      "':/x'}}}\n");
  const auto& unmet = project.imported.unmet;
  REQUIRE(unmet.size() == 3);
  CHECK(project.needs("data") == "share");
  CHECK(project.kind("share") == "external");
  CHECK(std::any_of(unmet.begin(), unmet.end(), [](const UnmetNeed& need) {
    return need.address == "db.example.net" && need.port == 5432 &&
           need.reason == "environment DB_URL" && need.component == "web";
  }));
  CHECK(project.imported.answers.size() == 2);
  CHECK_FALSE(has(project.document + project.findings, "secret"));
}

}  // namespace cutpoint::testing::conclusions_test
