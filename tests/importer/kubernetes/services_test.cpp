// What a Service leads to, and what it says of those behind it.
#include <algorithm>
#include <string>

#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::kubernetes_services_test {

namespace {

struct ServicesImport : KubernetesImport {
  using KubernetesImport::KubernetesImport;

  [[nodiscard]] const DraftComponent& component(const std::string& name) const {
    const DraftComponent* found = find(name);
    REQUIRE(found != nullptr);
    return *found;
  }
  [[nodiscard]] bool needs(const std::string& name, const std::string& other) const {
    const auto& needs = component(name).depends_on;
    return std::any_of(needs.begin(), needs.end(),
                       [&](const DraftRequirement& need) { return need.component.value == other; });
  }
};

std::string workload(const std::string& kind, const std::string& name, const std::string& replicas,
                     const std::string& container) {
  return "---\napiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: " + name +
         "}\nspec:\n  replicas: " + replicas + "\n  selector: {matchLabels: {app: " + name +
         "}}\n  template: {metadata: {labels: {app: " + name +
         "}}, spec: {containers: [{name: c, " + container + "}]}}\n";
}

std::string service(const std::string& name, const std::string& spec) {
  return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {" + spec +
         "}\n";
}

}  // namespace

TEST_CASE("a Service of one pod of a StatefulSet leads to it, and balances nothing") {
  const std::string store = workload("StatefulSet", "ledger", "3", "image: example/ledger:1");
  const auto pod = [](int number) {
    return "selector: {statefulset.kubernetes.io/pod-name: ledger-" + std::to_string(number) +
           ", app: ledger}, ports: [{port: 7000}]";
  };
  const std::string caller =
      workload("Deployment", "web", "1",
               "image: example/web, env: [{name: LEDGER, value: 'ledger-first:7000'}]");
  const ServicesImport import(store + caller + service("ledger-first", pod(0)));
  CHECK(import.needs("web", "ledger"));
  CHECK(import.findings.find("selects-nothing") == std::string::npos);
  // Nobody passes requests to any of them.
  REQUIRE(import.component("ledger").at_least.has_value());
  CHECK(import.component("ledger").at_least->value == 3);

  // A pod that is not there, and one of somebody else.
  const ServicesImport none(store + caller + service("ledger-first", pod(3)));
  CHECK_FALSE(none.needs("web", "ledger"));
  CHECK(none.findings.find("selects-nothing") != std::string::npos);
}

TEST_CASE("what is called for its metrics alone is no way in") {
  const std::string both = workload("Deployment", "api", "1", "image: example/api") +
                           workload("Deployment", "mailer", "1", "image: example/mailer") +
                           service("api", "selector: {app: api}, ports: [{port: 7000}]");
  const auto mailer = [](const std::string& port) {
    return service("mailer", "selector: {app: mailer}, ports: [{port: 9000, name: " + port + "}]");
  };
  CHECK(ServicesImport(both + mailer("metrics")).journeys() == "use-api ");
  CHECK(ServicesImport(both + mailer("http-metrics")).journeys() == "use-api ");
  CHECK(ServicesImport(both + mailer("http")).journeys() == "use-api use-mailer ");
}

TEST_CASE("copies that follow a primary elsewhere stand in for each other") {
  const std::string replicas =
      workload("Deployment", "copies", "2", "image: example/redis-slave:2");
  const std::string alike = workload("Deployment", "caches", "2", "image: redis:7");
  const ServicesImport import(replicas + alike +
                              service("copies", "selector: {app: copies}, ports: [{port: 6379}]") +
                              service("caches", "selector: {app: caches}, ports: [{port: 6379}]"));
  CHECK_FALSE(import.component("copies").at_least.has_value());
  REQUIRE(import.component("caches").at_least.has_value());
  CHECK(import.component("caches").at_least->value == 2);
}

TEST_CASE("stores with a sentinel beside each live while most of these do") {
  const auto caches = [](const std::string& beside) {
    return workload("StatefulSet", "caches", "3", "image: redis:7}, {name: s, " + beside);
  };
  const auto needed = [&](const std::string& beside) {
    const ServicesImport import(caches(beside));
    const auto& written = import.component("caches").at_least;
    return written ? written->value : 1;
  };
  CHECK(needed("image: redis:7, command: [redis-sentinel], args: [/conf/s.conf]") == 2);
  CHECK(needed("image: redis:7, command: [redis-server, /s.conf, --sentinel]") == 2);
  CHECK(needed("image: example/exporter") == 1);
}

TEST_CASE("configuration that an init container puts in place is that of who runs afterwards") {
  const auto balancer = [](const std::string& shared, const std::string& file) {
    return "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {" + file +
           ": \"backend b\\n  server a store:7000 check\\n\"}\n" +
           "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: front}\nspec:\n"
           "  selector: {matchLabels: {app: front}}\n"
           "  template:\n    metadata: {labels: {app: front}}\n    spec:\n"
           "      volumes: [{name: conf, configMap: {name: conf}}, {name: data, emptyDir: {}}]\n"
           "      initContainers: [{name: i, image: busybox, volumeMounts: [{name: conf, "
           "mountPath: /in}, {name: data, mountPath: /data}]}]\n"
           "      containers: [{name: c, image: 'haproxy:3', volumeMounts: [{name: " +
           shared + ", mountPath: /data}]}]\n";
  };
  const std::string store = workload("StatefulSet", "store", "1", "image: example/store:1") +
                            service("store", "selector: {app: store}, ports: [{port: 7000}]");
  const auto is_soft = [&](const std::string& shared, const std::string& file) {
    const ServicesImport import(balancer(shared, file) + store);
    REQUIRE(import.needs("front", "store"));
    return import.component("front").depends_on.front().soft.has_value();
  };
  CHECK_FALSE(is_soft("data", "haproxy.cfg"));
  CHECK(is_soft("other", "haproxy.cfg"));  // nobody reads what was prepared
  CHECK(is_soft("data", "wait.sh"));
}

TEST_CASE("conclusions are held for who asks for them, and change nothing else") {
  const std::string text = workload("Deployment", "api", "2", "image: example/api");
  const ServicesImport asked(text);
  const ServicesImport not_asked(text, false);
  CHECK_FALSE(asked.imported.conclusions.empty());
  CHECK(not_asked.imported.conclusions.empty());
  CHECK(not_asked.imported.draft.components.size() == asked.imported.draft.components.size());
  CHECK(not_asked.journeys() == asked.journeys());
}

TEST_CASE("a route may be left to another, and lead to a subset") {
  const auto versioned = [](const std::string& version) {
    return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api-" + version +
           "}\nspec: {template: {metadata: {labels: {app: api, version: " + version +
           "}}, spec: {containers: [{name: c, image: me/api}]}}}\n";
  };
  const auto mesh = [](const std::string& kind, const std::string& name, const std::string& spec) {
    return "---\napiVersion: networking.istio.io/v1\nkind: " + kind + "\nmetadata: {name: " + name +
           "}\nspec: {" + spec + "}\n";
  };
  const ServicesImport import(
      versioned("v1") + versioned("v2") + service("api", "selector: {app: api}") +
      mesh("VirtualService", "edge",
           "hosts: [shop.example.com], gateways: [gw], http: [{delegate: {name: rest}}]") +
      mesh("VirtualService", "rest",
           "http: [{route: [{destination: {host: api, subset: current}}]}]") +
      mesh("DestinationRule", "api",
           "host: api.default.svc.cluster.local, subsets: [{name: current, labels: {version: "
           "v2}}]"));
  CHECK(import.journeys() == "use-api-v2 ");
}

TEST_CASE("where measures are sent to is telemetry by the name of the variable too") {
  const ServicesImport import(
      workload(
          "Deployment", "web", "1",
          "image: me/web, env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: 'http://sink:4317'}, "
          "{name: IMAGE_PROVIDER_HOST, value: pictures}]") +
      workload("Deployment", "sink", "1", "image: me/sink") +
      service("sink", "selector: {app: sink}") +
      workload("Deployment", "pictures", "1", "image: me/pictures") +
      service("pictures", "selector: {app: pictures}"));
  const auto& needs = import.component("web").depends_on;
  REQUIRE(needs.size() == 2);
  for (const DraftRequirement& need : needs)
    CHECK((need.soft && need.soft->value) == (need.component.value == "sink"));
}

TEST_CASE("routes without workloads say what to import with them") {
  const std::string route =
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: v}\n"
      "spec: {hosts: [web]}\n";
  for (const bool is_alone : {true, false}) {
    const std::map<std::string, std::string> texts = {{"k.yaml", route}};
    MemoryAccess files(texts);
    SourceFiles sources;
    Diagnostics diagnostics;
    ImportInput input;
    input.paths = {"k.yaml"};
    input.is_alone = is_alone;
    (void)find_importer("kubernetes")->import(input, files, sources, diagnostics);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.has_errors() == is_alone);
    CHECK(diagnostics.all()[0].message.find("(VirtualService)") != std::string::npos);
    CHECK(diagnostics.all()[0].help.find("together with those of the workloads") !=
          std::string::npos);
  }
}

TEST_CASE("what may be missing, and whom a collector asks and tells, is no need") {
  const auto workload = [](const std::string& name, const std::string& image,
                           const std::string& more) {
    return "---\nkind: Service\nmetadata: {name: " + name + "}\nspec: {selector: {app: " + name +
           "}, ports: [{port: 80}]}\n---\nkind: Deployment\nmetadata: {name: " + name +
           "}\nspec:\n  template:\n    metadata: {labels: {app: " + name +
           "}}\n    spec:\n      containers: [{name: a, image: " + image + more + "}]\n";
  };
  const KubernetesImport import(
      workload("config", "example/config", "") +
      workload("traces", "jaegertracing/all-in-one", "") +
      workload("shop", "example/shop",
               ", env: [{name: SPRING_CONFIG_IMPORT, value: 'optional:configserver:http://config'},"
               " {name: SETTINGS_SERVER, value: shop.settings.Production}]") +
      workload("collector", "otel/opentelemetry-collector",
               ", volumeMounts: [{name: c, mountPath: /etc/otel}]") +
      "      volumes: [{name: c, configMap: {name: pipes}}]\n"
      "---\nkind: ConfigMap\nmetadata: {name: pipes}\ndata:\n  config.yaml: |\n    receivers:\n"
      "      otlp: {}\n    exporters:\n      otlp:\n        endpoint: traces:80\n");
  const auto is_soft = [&import](const std::string& from, const std::string& to) {
    for (const DraftRequirement& need : import.find(from)->depends_on) {
      if (need.component.value == to) return need.soft.has_value();
    }
    return false;
  };
  CHECK(is_soft("shop", "config"));
  CHECK(is_soft("collector", "traces"));
  // A path of code is no host.
  CHECK(import.findings.find("Production") == std::string::npos);
}

}  // namespace cutpoint::testing::kubernetes_services_test
