// Which workloads are for people, where no route and no type of a Service says so.
#include <algorithm>
#include <string>

#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::open_workloads_test {

namespace {

struct OpenImport : KubernetesImport {
  using KubernetesImport::KubernetesImport;

  /// What `name` needs, with a mark before what is soft.
  [[nodiscard]] std::string needs(const std::string& name) const {
    std::string names;
    for (const DraftComponent& component : imported.draft.components) {
      if (component.name.value != name) continue;
      for (const DraftRequirement& need : component.depends_on)
        names += (need.soft ? "~" : "") + need.component.value + " ";
    }
    return names;
  }
  [[nodiscard]] std::string told_of(const std::string& name) const {
    for (const Conclusion& conclusion : imported.conclusions) {
      if (conclusion.kind == ConclusionKind::journey && conclusion.component == name)
        return conclusion.what;
    }
    return "";
  }
};

std::string program(const std::string& name, const std::string& labels = "",
                    const std::string& container = "image: example/program") {
  return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name +
         "}\nspec:\n  selector: {matchLabels: {app: " + name +
         "}}\n  template: {metadata: {labels: {app: " + name + labels +
         "}}, spec: {containers: [{name: c, " + container + "}]}}\n";
}

std::string listening(const std::string& name, const std::string& port,
                      const std::string& type = "ClusterIP") {
  return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name +
         "}\nspec: {type: " + type + ", selector: {app: " + name + "}, ports: [{" + port + "}]}\n";
}

std::string open_program(const std::string& name, const std::string& port,
                         const std::string& labels = "") {
  return program(name, labels) + listening(name, port);
}

std::string webhook(const std::string& service) {
  return "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\n"
         "metadata: {name: checks}\nwebhooks: [{name: a.b.c, clientConfig: {service: {name: " +
         service + ", namespace: shop}}}]\n";
}

}  // namespace

TEST_CASE("a front end by its name is the way in, and what listens behind it is perhaps called") {
  const std::string behind =
      open_program("rates", "port: 7001") + open_program("geo", "port: 7002");
  const OpenImport one(open_program("shop-frontend", "port: 7000") + behind);
  CHECK(one.journeys() == "use-shop-frontend ");
  CHECK(one.needs("shop-frontend") == "~rates ~geo ");
  CHECK(one.findings.find("perhaps-called") != std::string::npos);
  CHECK(one.findings.find("rates, geo") != std::string::npos);

  // A version behind the name, and a label in place of it.
  CHECK(OpenImport(open_program("productpage-v2", "port: 7000") + behind).journeys() ==
        "use-productpage-v2 ");
  CHECK(OpenImport(open_program("hotel", "port: 7000", ", tier: frontend") + behind).journeys() ==
        "use-hotel ");
  // Of two nobody can say which calls them.
  const OpenImport two(open_program("web", "port: 7000") + open_program("portal", "port: 7003") +
                       behind);
  CHECK(two.journeys() == "use-web use-portal ");
  CHECK(two.needs("web").empty());
  CHECK(two.told_of("geo") == "no journey: it listens inside of the cluster");
  // Without a front end each may be one.
  CHECK(OpenImport(behind).journeys() == "use-rates use-geo ");
}

TEST_CASE("a front end that others call is none, and one whose calls are known calls no more") {
  const std::string caller =
      program("checkout", "", "image: example/c, env: [{name: PAY, value: 'pay-gateway:7000'}]") +
      listening("checkout", "port: 7001");
  CHECK(OpenImport(open_program("pay-gateway", "port: 7000") + caller).journeys() ==
        "use-checkout ");
  const OpenImport known(
      program("web", "", "image: example/w, env: [{name: GEO, value: 'geo:7002'}]") +
      listening("web", "port: 7000") + open_program("geo", "port: 7002") +
      open_program("rates", "port: 7003"));
  CHECK(known.journeys() == "use-web ");
  CHECK(known.needs("web") == "geo ");
}

TEST_CASE("without a front end a port of the web is one") {
  const std::string others =
      open_program("repository", "port: 8081") + open_program("tokens", "port: 5556");
  CHECK(OpenImport(open_program("releases", "port: 443") + others).journeys() == "use-releases ");
  CHECK(OpenImport(open_program("releases", "port: 8443") + others).journeys() ==
        "use-releases use-repository use-tokens ");
}

TEST_CASE("controllers and webhooks have no users, where others have") {
  const std::string page = open_program("releases", "port: 3100");
  CHECK(OpenImport(page + open_program("sync-controller", "port: 7000")).journeys() ==
        "use-releases ");
  CHECK(OpenImport(page + open_program("sync", "port: 7000", ", control-plane: controller-manager"))
            .journeys() == "use-releases ");
  CHECK(OpenImport(page + open_program("guard", "port: 8443") + webhook("guard")).journeys() ==
        "use-releases ");
  CHECK(OpenImport(page + open_program("guard", "port: 8443, name: webhook-server")).journeys() ==
        "use-releases ");
  CHECK(OpenImport(page + open_program("guard", "port: 8443") + webhook("other")).journeys() ==
        "use-releases use-guard ");
  // They are what there is: the controller, and not who only answers the API server.
  CHECK(OpenImport(program("sync-controller") + open_program("guard", "port: 8443") +
                   webhook("guard"))
            .journeys() == "use-sync-controller ");
  CHECK(OpenImport(open_program("guard", "port: 8443") + webhook("guard")).journeys() ==
        "use-guard ");
  // Who opens a controller to the outside means it.
  CHECK(OpenImport(page + program("door-controller") +
                   listening("door-controller", "port: 7000", "LoadBalancer"))
            .journeys() == "use-door-controller ");
}

TEST_CASE("of controllers alone those are ways in that the API server can ask") {
  const std::string manager = program("gate-controller-manager");
  const std::string audit = program("gate-audit", ", control-plane: audit-controller");
  const OpenImport both(manager + listening("gate-controller-manager", "port: 443") + audit);
  CHECK(both.journeys() == "use-gate-controller-manager ");
  const OpenImport by_webhook(manager + listening("gate-controller-manager", "port: 443") + audit +
                              webhook("gate-controller-manager"));
  CHECK(by_webhook.journeys() == "use-gate-controller-manager ");
  CHECK(OpenImport(audit).journeys() == "use-gate-audit ");
  CHECK(OpenImport(manager + audit).journeys() == "use-gate-controller-manager use-gate-audit ");
}

TEST_CASE("where all is there to measure, people look at what shows it") {
  const std::string figures = program("figures", "", "image: 'prom/prometheus:v3'") +
                              listening("figures", "port: 9090") + program("watch-operator");
  const std::string page =
      program("charts", "",
              "image: 'grafana/grafana:12', env: [{name: SOURCE, value: 'http://figures:9090'}]") +
      listening("charts", "port: 3000");
  const std::string agents =
      "---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: nodes}\nspec: {template: {spec: "
      "{containers: [{name: c, image: 'prom/node-exporter:1', ports: [{containerPort: 9100, "
      "hostPort: 9100}]}]}}}\n";
  CHECK(OpenImport(figures + page + agents).journeys() == "use-charts ");
  CHECK(OpenImport(figures + agents).journeys() == "use-figures ");
}

TEST_CASE("balancers before stores too say nothing of users") {
  const std::string caller =
      program("web", "", "image: example/w, env: [{name: API, value: 'api:7000'}]") +
      listening("web", "port: 80", "LoadBalancer") + program("api") +
      listening("api", "port: 7000", "LoadBalancer") + program("cache", "", "image: 'redis:7'");
  CHECK(OpenImport(caller + listening("cache", "port: 6379")).journeys() == "use-web use-api ");
  CHECK(OpenImport(caller + listening("cache", "port: 6379", "LoadBalancer")).journeys() ==
        "use-web ");
}

}  // namespace cutpoint::testing::open_workloads_test
