#include "importer/evidence/standing.hpp"
#include "tests/importer/compose/imported_project.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::ways_in_test {

TEST_CASE("a name says by its last word who calls a program") {
  for (const char* front : {"web", "shop-frontend", "front-end", "api-gateway", "yarpapigateway",
                            "ts-ui-dashboard", "web-server", "frontend-service", "edge", "web1"}) {
    INFO(front);
    CHECK(standing_of(front) == Standing::front);
  }
  for (const char* back : {"orders-service", "billing.api", "web-api", "back-end", "backend",
                           "ts-auth-service", "discount.grpc", "userservice", "api2"}) {
    INFO(back);
    CHECK(standing_of(back) == Standing::back);
  }
  for (const char* worker : {"worker", "spark-worker-1", "datanode", "events-consumer"}) {
    INFO(worker);
    CHECK(standing_of(worker) == Standing::worker);
  }
  for (const char* neither : {"", "shop", "websockets", "grafana", "12"}) {
    INFO(neither);
    CHECK(standing_of(neither) == Standing::unknown);
  }
}

TEST_CASE("ports that the host chooses by chance are there to look inside") {
  const std::string inner =
      "  pictures: {image: p, ports: ['9000']}\n"
      "  texts: {image: t, ports: [{target: 9001}]}\n";
  CHECK(import_services("  shop: {image: s, ports: ['80:80']}\n" + inner).journeys() == "shop");
  // So are those of workers.
  CHECK(import_services("  master: {image: m, ports: ['80:80']}\n"
                        "  spark-worker: {image: w, ports: ['81:81']}\n")
            .journeys() == "master");
  // Where there are no others they are the ways in.
  CHECK(import_services(inner).journeys() == "pictures; texts");
  // A variable without a value is a port all the same.
  CHECK(import_services("  shop: {image: s, ports: ['${PORT}:80']}\n" + inner).journeys() ==
        "shop");
}

TEST_CASE("what is published beside a front end with hidden calls is perhaps called by it") {
  const std::string backs =
      "  orders-service: {image: o, ports: ['8081:8080']}\n"
      "  stock-api: {image: s, ports: ['8082:8080']}\n";
  const auto shop = import_services("  api-gateway: {image: g, ports: ['8080:8080']}\n" + backs +
                                    "  live: {image: l, ports: ['8083:8080']}\n");
  CHECK(shop.journeys() == "api-gateway; live");
  CHECK(shop.needs("api-gateway") == "~orders-service ~stock-api");
  CHECK(has(shop.document, "perhaps: published beside api-gateway"));
  CHECK(has(shop.findings, "info[perhaps-called]: whom `api-gateway` calls the files do not show"));
  CHECK_FALSE(has(shop.findings, "background-work"));
  // Which of two front ends calls them nobody can say.
  const auto two = import_services(
      "  web: {image: w, ports: ['80:80']}\n"
      "  portal: {image: p, ports: ['81:80']}\n" +
      backs);
  CHECK(two.journeys() == "web; portal");
  CHECK(two.needs("web").empty());
  CHECK(has(two.findings, "stand in no journey: orders-service, stock-api"));
  // Where the files show whom the front end calls, the others are called from outside.
  CHECK(import_services("  web: {image: w, ports: ['80:80'], depends_on: [stock-api]}\n" + backs)
            .journeys() == "web; orders-service");
  // Without a front end each is a way in.
  CHECK(import_services(backs).journeys() == "orders-service; stock-api");
}

TEST_CASE("ports that users' own programs ask are ways in, whoever else calls") {
  CHECK(import_services("  web: {image: w, ports: ['80:80'], depends_on: [boxes, panel]}\n"
                        "  boxes: {image: b, ports: ['993:993']}\n"
                        "  panel: {image: p, ports: ['443:8443']}\n"
                        "  logs: {image: adminer, ports: ['465:80']}\n")
            .journeys() == "web; boxes; panel");
  const auto called = [](const std::string& port) {
    return import_services("  app: {image: a, ports: ['" + port + ":8080']}\n" +
                           "  loader: {image: l, ports: ['81:8080'], depends_on: [app]}\n")
        .journeys();
  };
  CHECK(called("80") == "app; loader");
  CHECK(called("8080") == "loader");
}

TEST_CASE("what a command opens to look into a database is no way in") {
  const auto journeys_beside = [](const std::string& command) {
    return import_services(
               "  app: {image: a, ports: ['3000:3000'], depends_on: [db]}\n"
               "  db: {image: postgres}\n"
               "  look: {image: a, ports: ['5555:5555'], depends_on: [db], command: " +
               command + "}\n")
        .journeys();
  };
  CHECK(journeys_beside("[npx, prisma, studio]") == "app");
  CHECK(journeys_beside("npx drizzle-kit studio") == "app");
  CHECK(journeys_beside("npm run serve") == "app; look");
}

TEST_CASE("what a balancer merely starts after is not behind it") {
  const auto project = import_project(
      {{"/p/compose.yaml",
        "services:\n"
        "  nginx: {image: nginx, ports: ['1514:1514'], depends_on: [intake, board],\n"
        "          volumes: ['./nginx.conf:/etc/nginx/nginx.conf']}\n"
        "  intake: {image: i}\n"
        "  board: {image: b, ports: ['5601:5601']}\n"},
       {"/p/nginx.conf", "stream { server { listen 1514; proxy_pass intake:1514; } }"}});
  CHECK(project.journeys() == "nginx; board");
  CHECK(project.needs("nginx") == "intake");
}

TEST_CASE("behind the version of an image its tag may name the program") {
  const auto shop = import_services(
      "  front: {image: 'shop:2.0-front', ports: ['80:80'], depends_on: [cart, front-2]}\n"
      "  cart: {image: 'shop:2.0-cart'}\n"
      "  front-2: {image: 'shop:2.0-front'}\n");
  // Who starts after another of its own program does not need it.
  CHECK(shop.needs("front") == "cart");
  CHECK(import_services("  app: {image: a, environment: {HOSTS: 'r1,r2,r3'}}\n"
                        "  r1: {image: 'acme/x:7-alpine'}\n  r2: {image: 'acme/x:7.1'}\n"
                        "  r3: {image: 'acme/x:7-bookworm'}\n")
            .needs("app") == "[r1 r2 r3]");
}

TEST_CASE("who lives in the network of a container has its ports") {
  const auto project = import_services(
      "  vpn: {image: v, container_name: my-vpn, ports: ['8080:8080']}\n"
      "  app: {image: a, network_mode: 'container:my-vpn'}\n");
  CHECK(project.journeys() == "app");
  CHECK(project.needs("app") == "vpn");
}

TEST_CASE("where dashboards are the product, what measures for them is no way in") {
  CHECK(import_services("  charts: {image: grafana/grafana, ports: ['3000:3000']}\n"
                        "  node: {image: prom/node-exporter, ports: ['9100:9100']}\n"
                        "  boxes: {image: gcr.io/cadvisor/cadvisor, ports: ['8080:8080']}\n")
            .journeys() == "charts");
  CHECK(import_services("  node: {image: prom/node-exporter, ports: ['9100:9100']}\n").journeys() ==
        "node");
}

TEST_CASE("a wrapper around an image's own start makes no other program of it") {
  const std::string names = "environment: {cluster.initial_cluster_manager_nodes: 'n1,n2,n3'}";
  const auto nodes = import_services(
      "  app: {image: a, ports: ['80:80'], environment: {INDEX_HOSTS: 'n1,n2,n3'}}\n"
      "  n1: {image: acme/index, " +
      names +
      "}\n"
      "  n2: {image: acme/index, " +
      names +
      ", entrypoint: '/bin/sh -c \"until getent hosts n1; do sleep 2; done; /entrypoint.sh "
      "run\"'}\n"
      "  n3: {image: acme/index, " +
      names + "}\n");
  // Who votes for the first leader goes on while most of them do.
  CHECK(nodes.needs("app") == "[2 of n1 n2 n3]");
  // A script that ends in another program is that program.
  CHECK(import_services("  app: {image: a, environment: {HOSTS: 'x1,x2'}}\n"
                        "  x1: {image: acme/x, command: sh -c 'setup; serve'}\n"
                        "  x2: {image: acme/x, command: sh -c 'setup; work'}\n")
            .needs("app") == "x1 x2");
}

}  // namespace cutpoint::testing::ways_in_test
