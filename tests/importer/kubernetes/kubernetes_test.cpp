// One behaviour of the import of Kubernetes at a time, on the smallest files that show it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cutpoint/diagnostic.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::kubernetes_test {

namespace {

/// With what building the model says, each with its severity.
struct ClusterImport : KubernetesImport {
  std::map<std::string, const DraftComponent*> components;

  explicit ClusterImport(const std::string& text) : KubernetesImport(text) {
    if (!diagnostics.has_errors()) (void)build_model(imported.draft, diagnostics);
    findings.clear();
    for (const Diagnostic& d : diagnostics.all())
      findings += fmt::format("{}[{}]: {}\n", name_of(d.severity), d.rule, d.message);
    for (const DraftComponent& c : imported.draft.components) components[c.name.value] = &c;
  }

  [[nodiscard]] bool has(const std::string& finding) const {
    return findings.find(finding) != std::string::npos;
  }
  /// "db" needed, "(db)" softly so.
  [[nodiscard]] std::string needs(const std::string& name) const {
    std::string text;
    for (const DraftRequirement& need : components.at(name)->depends_on) {
      std::string target = need.component.value;
      for (const DraftRequirement& member : need.members.entries)
        target += (target.empty() ? "" : "|") + member.component.value;
      text += (text.empty() ? "" : " ") + (need.soft ? "(" + target + ")" : target);
    }
    return text;
  }
  [[nodiscard]] std::uint32_t replicas(const std::string& name) const {
    const auto& written = components.at(name)->replicas;
    return written ? written->value : 1;
  }
  [[nodiscard]] bool concludes(const std::string& component, const std::string& what) const {
    return std::any_of(imported.conclusions.begin(), imported.conclusions.end(),
                       [&](const Conclusion& c) {
                         return c.component == component &&
                                (c.what + "; " + c.reason).find(what) != std::string::npos;
                       });
  }
};

/// A Deployment of one container with a Service of its name.
std::string served(const std::string& name, const std::string& container,
                   const std::string& spec = "") {
  return fmt::format(
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {0}}}\nspec:\n  {2}\n"
      "  selector: {{matchLabels: {{app: {0}}}}}\n"
      "  template: {{metadata: {{labels: {{app: {0}}}}}, spec: {{containers: [{{name: {0}, "
      "{1}}}]}}}}\n"
      "---\napiVersion: v1\nkind: Service\nmetadata: {{name: {0}}}\n"
      "spec: {{selector: {{app: {0}}}, ports: [{{port: 80}}]}}\n",
      name, container, spec);
}

std::string env_of(const std::string& name, const std::string& value) {
  return fmt::format("image: example/x, env: [{{name: {}, value: \"{}\"}}]", name, value);
}

}  // namespace

TEST_CASE("an autoscaler's minimum is the number of instances") {
  const ClusterImport import(
      served("a", "image: x", "replicas: 7") + served("b", "image: x") + served("c", "image: x") +
      "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n"
      "spec: {scaleTargetRef: {kind: Deployment, name: a}, minReplicas: 2, maxReplicas: 9}\n"
      "---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: b}\n"
      "spec: {scaleTargetRef: {name: b}, minReplicaCount: 4}\n"
      "---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: c}\n"
      "spec: {scaleTargetRef: {name: c}}\n");
  CHECK(import.replicas("a") == 2);
  CHECK(import.replicas("b") == 4);
  CHECK(import.replicas("c") == 1);
  CHECK(import.concludes("c", "none at rest"));
}

TEST_CASE("what has no replicas is left out with a word") {
  const ClusterImport import(served("a", "image: x") + served("off", "image: x", "replicas: 0"));
  CHECK((!import.components.contains("off") && import.has("info[no-instances]")));
  const auto is_told = [](const char* replicas) {
    return ClusterImport(served("a", "image: x", replicas)).has("`replicas` is no number");
  };
  CHECK((is_told("replicas: two") && is_told("replicas: -1") && !is_told("replicas: 3")));
}

TEST_CASE("a Rollout takes the template of the Deployment that it names") {
  const ClusterImport import(
      served("web", env_of("DB_HOST", "db"), "replicas: 0") + served("db", "image: \"mysql:8\"") +
      "---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web-rollout}\n"
      "spec: {replicas: 3, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}\n");
  CHECK_FALSE(import.components.contains("web"));
  CHECK(import.replicas("web-rollout") == 3);
  CHECK(import.needs("web-rollout") == "db");
}

TEST_CASE("names are resolved as the cluster does") {
  const std::string db =
      "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: data}\n"
      "spec: {replicas: 2, serviceName: db-hs, selector: {matchLabels: {app: db}}, template: "
      "{metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: \"postgres:16\"}]}}}\n"
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: db-hs, namespace: data}\n"
      "spec: {clusterIP: None, selector: {app: db}}\n";
  for (const std::string host :
       {"db-hs.data", "db-hs.data.svc", "db-0.db-hs.data.svc.cluster.local",
        "DB-HS.data.svc.cluster.local."}) {
    INFO(host);
    CHECK(ClusterImport(served("web", env_of("DB_HOST", host)) + db).needs("web") == "db");
  }
  for (const std::string host : {"db-hs", "db-hs.other", "db.example.com", "nothing"}) {
    INFO(host);
    const std::string elsewhere = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n";
    const ClusterImport import(served("web", env_of("DB_HOST", host)) + db + elsewhere);
    CHECK(import.needs("web").empty());
    REQUIRE(import.imported.unmet.size() == 1);
    CHECK(import.imported.unmet[0].address == host);
  }
}

TEST_CASE(
    "addresses come from variables, arguments, ConfigMaps and Secrets, whose values stay hidden") {
  const std::string stores = served("a", "image: \"redis:7\"") + served("b", "image: \"redis:7\"") +
                             served("c", "image: \"redis:7\"") + served("d", "image: \"redis:7\"");
  const ClusterImport import(
      stores +
      served(
          "web",
          "image: x, args: [\"--cache-host=a\"], envFrom: [{configMapRef: {name: m}}], env: "
          "[{name: C, valueFrom: {secretKeyRef: {name: s, key: url}}}], volumeMounts: [{name: v, "
          "mountPath: /c}]") +
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {B_ADDR: \"b:6379\"}\n"
      "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
      "stringData: {url: \"redis://:hunter2@c:6379\", other: \"redis://secret.example:1\"}\n");
  CHECK(import.needs("web") == "b c a");
  std::string all = import.findings;
  for (const Conclusion& c : import.imported.conclusions) all += c.what + c.reason;
  for (const UnmetNeed& need : import.imported.unmet) all += need.address;
  CHECK(all.find("hunter2") == std::string::npos);
  CHECK(all.find("secret.example") == std::string::npos);
}

TEST_CASE("one of several addresses of a ConfigMap that several take is perhaps needed") {
  const std::string common =
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n"
      "data: {A_ADDR: \"a:80\", B_ADDR: \"b:80\"}\n";
  const std::string from = "image: x, envFrom: [{configMapRef: {name: m}}]";
  const std::string parts = served("a", "image: x") + served("b", "image: x") + common;
  CHECK(ClusterImport(parts + served("web", from)).needs("web") == "a b");
  const ClusterImport shared(parts + served("web", from) + served("other", from));
  CHECK(shared.needs("web") == "(a) (b)");
}

TEST_CASE("init containers order the start, and telemetry is waited for by nobody") {
  const ClusterImport import(
      served("db", "image: \"postgres:16\"") + served("jaeger", "image: jaegertracing/all-in-one") +
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n"
      "  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n"
      "    spec:\n      initContainers:\n"
      "      - {name: wait, image: busybox, command: [sh, -c, \"until nc -z db 5432; do sleep 1; "
      "done\"]}\n"
      "      - {name: side, image: x, restartPolicy: Always, env: [{name: A_HOST, value: api}]}\n"
      "      containers: [{name: web, image: x, env: [{name: JAEGER_ENDPOINT, value: "
      "\"http://jaeger:14268\"}]}]\n" +
      served("api", "image: x"));
  CHECK(import.needs("web") == "(jaeger) api (db)");
}

TEST_CASE("tests of charts and pods that end are no ways in") {
  const ClusterImport import(
      served("web", "image: x") +
      "---\napiVersion: v1\nkind: Pod\nmetadata: {name: test, annotations: {helm.sh/hook: test}}\n"
      "spec: {restartPolicy: Never, containers: [{name: wget, image: busybox, args: "
      "[\"web:80\"]}]}\n");
  REQUIRE(import.imported.draft.journeys.size() == 1);
  CHECK(import.imported.draft.journeys[0].name.value == "use-web");
  CHECK(import.needs("test") == "web");
}

TEST_CASE("a patch beside what it is laid over does not replace it") {
  const ClusterImport import(served("web", "image: \"nginx:1\"") +
                             "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
                             "spec: {replicas: 5}\n");
  CHECK(import.has("info[defined-twice]"));
  CHECK(import.components.at("web")->kind->value == "load_balancer");
}

TEST_CASE("templates that were not rendered are told as such") {
  const ClusterImport import("kind: Deployment\nmetadata:\n  name: {{ .Values.name }}-web: x\n");
  CHECK(import.has("info[unrendered-template]"));
  CHECK(import.has("error["));
}

TEST_CASE("a name that a script puts together is no host") {
  const auto told = [](const std::string& words) {
    const ClusterImport import(
        served("web", "image: x, command: [sh, -c, 'connect " + words + "']"));
    return !import.imported.unmet.empty();
  };
  CHECK(told("gone.shop.svc"));
  for (const char* words : {"${X}.svc", "${X}.svc:80", "redis.${SPACE}.svc", "$POD.peers.svc",
                            "$(hostname).svc.cluster.local", "`name`.svc"}) {
    INFO(words);
    CHECK_FALSE(told(words));
  }
}

TEST_CASE("names and routes that lead nowhere, and unknown kinds, are told") {
  const ClusterImport import(
      served("web", "image: x, envFrom: [{secretRef: {name: gone}}]") +
      "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\n"
      "spec: {defaultBackend: {service: {name: absent, port: {number: 80}}}}\n"
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: empty}\nspec: {selector: {app: none}}\n"
      "---\napiVersion: example.io/v1\nkind: Gadget\nmetadata: {name: g}\n"
      "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\n"
      "spec: {parentRefs: [{name: gw}], rules: [{backendRefs: [{name: web, port: 80}]}]}\n");
  for (const char* rule : {"info[missing-source]", "info[dead-route]", "info[selects-nothing]",
                           "warning[unknown-kind]", "info[missing-gateway]"}) {
    INFO(rule);
    CHECK(import.has(rule));
  }
  CHECK(import.imported.draft.journeys[0].name.value == "use-web");
}

TEST_CASE("what all share is a common cause, and a webhook that admits its own pods is told") {
  const std::string hook =
      "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\n"
      "metadata: {name: h}\nwebhooks:\n- name: h.example\n  clientConfig: {service: {name: web, "
      "namespace: default}}\n  rules: [{resources: [pods], operations: [CREATE]}]\n";
  const std::string parts =
      served("web", env_of("DB_HOST", "db")) + served("db", "image: \"mysql:8\"");
  const ClusterImport import(parts + hook);
  REQUIRE(import.imported.draft.common_causes.size() == 1);
  CHECK(import.imported.draft.common_causes[0].name.value == "cluster-dns");
  CHECK(import.needs("kubernetes-api") == "(web)");
  CHECK(import.has("info[circular-webhook]"));
  // A selector of namespaces that leaves its own out breaks the circle.
  const ClusterImport excluded(
      parts + hook +
      "  namespaceSelector: {matchExpressions: [{key: "
      "kubernetes.io/metadata.name, operator: NotIn, values: [default]}]}\n");
  CHECK_FALSE(excluded.has("info[circular-webhook]"));
}

TEST_CASE("two spreads at once take as many zones and nodes as both ask for") {
  const ClusterImport import(
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 12\n"
      "  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n"
      "    spec:\n      topologySpreadConstraints:\n"
      "      - {maxSkew: 4, minDomains: 3, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: "
      "DoNotSchedule, labelSelector: {matchLabels: {app: web}}, matchLabelKeys: "
      "[pod-template-hash]}\n"
      "      - {maxSkew: 1, minDomains: 2, topologyKey: topology.kubernetes.io/zone, "
      "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}\n"
      "      containers: [{name: web, image: x}]\n");
  std::map<std::string, int> loads;
  for (const WrittenName& host : import.components.at("web")->runs_on.names) ++loads[host.value];
  CHECK(loads == std::map<std::string, int>{
                     {"zone-1-node-1", 6}, {"zone-2-node-1", 3}, {"zone-2-node-2", 3}});
}

TEST_CASE("workloads that repel each other do not share a node of the model") {
  const std::string other =
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\nspec:\n"
      "  selector: {matchLabels: {app: b}}\n  template:\n    metadata: {labels: {app: b}}\n    "
      "spec:\n"
      "      affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
      "[{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: a}}}]}}\n"
      "      containers: [{name: b, image: x}]\n";
  const ClusterImport import(served("a", "image: x") + other);
  CHECK(import.components.at("a")->runs_on.names[0].value !=
        import.components.at("b")->runs_on.names[0].value);
}

TEST_CASE("pods are bound to the zone of their volume or selector") {
  const ClusterImport import(
      served("a", "image: x", "replicas: 2") +
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\nspec:\n"
      "  selector: {matchLabels: {app: b}}\n  template: {metadata: {labels: {app: b}}, spec: "
      "{nodeSelector: {topology.kubernetes.io/zone: eu-1b}, containers: [{name: b, image: x}]}}\n");
  const std::string node = import.components.at("b")->runs_on.names[0].value;
  CHECK(import.components.at(node)->runs_on.names[0].value == "eu-1b");
}

TEST_CASE("a cluster of Kafka consists of its pools, and pods of operators are where they are") {
  const ClusterImport import(R"(
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: {name: brokers, labels: {strimzi.io/cluster: events}}
spec: {replicas: 3, roles: [broker]}
---
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: {name: events}
spec: {kafka: {config: {default.replication.factor: 3, min.insync.replicas: 2}}}
---
apiVersion: v1
kind: Node
metadata: {name: n1, labels: {topology.kubernetes.io/zone: a}}
spec: {}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg}
spec: {instances: 2}
---
apiVersion: v1
kind: Pod
metadata: {name: pg-1, ownerReferences: [{kind: Cluster, name: pg, controller: true}]}
spec: {nodeName: n1, containers: [{name: postgres, image: x}]}
status: {phase: Running}
---
apiVersion: v1
kind: Pod
metadata: {name: pg-2, ownerReferences: [{kind: Cluster, name: pg, controller: true}]}
spec: {nodeName: n1, containers: [{name: postgres, image: x}]}
status: {phase: Running}
)" + served("orders", env_of("KAFKA_BROKERS", "events-kafka-bootstrap:9092")) +
                             served("api", env_of("DB_HOST", "pg-rw")));
  CHECK(import.needs("events") == "brokers");
  CHECK(import.needs("orders") == "events");
  CHECK(import.needs("api") == "pg");
  CHECK(import.components.at("brokers")->at_least->value == 2);
  CHECK(import.components.at("pg")->runs_on.names[0].value == "n1");
  CHECK(import.concludes("pg", "worst node: 2 of 2"));
}

TEST_CASE("a balancer's configuration in a ConfigMap says who stands in for whom") {
  const ClusterImport cluster(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: edge-conf}\ndata:\n  default.conf: |\n"
      "    upstream front { server front-a:80; server front-b:80; }\n"
      "    server { location / { proxy_pass http://front; } location /api { proxy_pass "
      "http://api:80; } }\n" +
      served("front-a", "image: example/front") + served("front-b", "image: example/front") +
      served("api", "image: example/api") +
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: mounted}\nspec:\n"
      "  selector: {matchLabels: {app: mounted}}\n  template: {metadata: {labels: {app: mounted}},"
      " spec: {volumes: [{name: c, configMap: {name: edge-conf}}], containers: [{name: n, image: "
      "nginx, volumeMounts: [{name: c, mountPath: /etc/nginx/conf.d}]}]}}\n");
  CHECK(cluster.needs("mounted") == "front-a|front-b api");
}

TEST_CASE("containers that are no list are no containers") {
  const ClusterImport cluster(
      "kind: Pod\nmetadata: {name: web}\nspec: {containers: {name: x, image: nginx}}\n");
  CHECK(cluster.has("`containers` is no list here: what it holds is left out"));
}

TEST_CASE("a budget that lets nothing go, two of one workload, and one of nothing are told") {
  const auto budget = [](const std::string& name, const std::string& app, const std::string& how) {
    return fmt::format(
        "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{name: {}}}\n"
        "spec: {{{}, selector: {{matchLabels: {{app: {}}}}}}}\n",
        name, how, app);
  };
  const ClusterImport cluster(
      served("a", "image: example/x", "replicas: 3") + served("b", "image: example/x") +
      served("c", "image: example/x", "replicas: 3") + served("d", "image: example/x") +
      budget("rounded", "a", "minAvailable: 67%") + budget("alone", "b", "minAvailable: 1") +
      budget("fine", "c", "maxUnavailable: 30%") + budget("again", "c", "minAvailable: 1") +
      budget("none", "gone", "minAvailable: 1"));
  CHECK(cluster.has("info[stuck-evictions]: `rounded` lets none of 3 instances of a be taken"));
  CHECK(cluster.has("`alone` lets none of 1 instance of b be taken"));
  CHECK_FALSE(cluster.has("`fine` lets none"));
  CHECK(cluster.has("`fine` and `again` both select c"));
  CHECK(cluster.has("info[idle-budget]: `none` selects nothing"));
  CHECK(cluster.concludes("a", "evictions leave 67% at least"));
}

TEST_CASE("members that are told who of them votes live by majority") {
  const ClusterImport cluster(
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: bus}\nspec:\n  serviceName: bus\n"
      "  replicas: 3\n  selector: {matchLabels: {app: bus}}\n  template: {metadata: {labels: {app: "
      "bus}}, spec: {containers: [{name: k, image: 'apache/kafka:3.8.0', env: [{name: "
      "KAFKA_CONTROLLER_QUORUM_VOTERS, value: '0@bus-0.bus:9093,1@bus-1.bus:9093,2@bus-2.bus:9093'"
      "}]}]}}\n");
  CHECK(cluster.components.at("bus")->at_least->value == 2);
}

}  // namespace cutpoint::testing::kubernetes_test
