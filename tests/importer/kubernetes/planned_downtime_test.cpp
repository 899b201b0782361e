// Rollouts and drains by hand: who is taken down, how many at a time, and for how long.
#include <map>

#include <fmt/format.h>

#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::planned_downtime_test {

namespace {

struct PlannedImport : KubernetesImport {
  std::map<std::string, std::vector<Maintenance>> windows;

  explicit PlannedImport(const std::string& text) : KubernetesImport(text) {
    for (const DraftComponent& component : imported.draft.components)
      windows[component.name.value] = component.maintenance;
  }

  /// "7d: 30 s": how often and how long, in the order of the windows.
  [[nodiscard]] std::string planned(const std::string& name) const {
    std::string text;
    for (const Maintenance& window : windows.at(name)) {
      text += fmt::format("{}{:g}d: {:g} s", text.empty() ? "" : ", ",
                          window.every->value.in_hours() / 24, window.lasts->value.in_seconds());
    }
    return text;
  }
  [[nodiscard]] bool concludes(const std::string& name, const std::string& what) const {
    for (const Conclusion& conclusion : imported.conclusions) {
      if (conclusion.component == name && has(conclusion.what, what)) return true;
    }
    return false;
  }
};

std::string workload(const std::string& name, const std::string& spec, const std::string& pod = "",
                     const std::string& kind = "Deployment") {
  return fmt::format(
      "---\napiVersion: apps/v1\nkind: {3}\nmetadata: {{name: {0}}}\nspec:\n  {1}\n"
      "  selector: {{matchLabels: {{app: {0}}}}}\n"
      "  template: {{metadata: {{labels: {{app: {0}}}}}, spec: {{{2}containers: [{{name: c, "
      "image: example/x}}]}}}}\n"
      "---\napiVersion: v1\nkind: Service\nmetadata: {{name: {0}}}\n"
      "spec: {{selector: {{app: {0}}}, ports: [{{port: 80}}]}}\n",
      name, spec, pod, kind);
}

std::string budget(const std::string& app, const std::string& how) {
  return fmt::format(
      "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{name: {0}-budget}}\n"
      "spec: {{{1}, selector: {{matchLabels: {{app: {0}}}}}}}\n",
      app, how);
}

/// Instances of one workload on different nodes.
std::string apart(const std::string& app) {
  return fmt::format(
      "affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: "
      "[{{topologyKey: kubernetes.io/hostname, labelSelector: {{matchLabels: {{app: "
      "{}}}}}}}]}}}}, ",
      app);
}

}  // namespace

TEST_CASE("a rollout that leaves too few instances is planned downtime") {
  const PlannedImport cluster(
      workload("gone", "strategy: {type: Recreate}") +
      workload("rolled", "replicas: 4", apart("rolled")) +
      workload("halved", "replicas: 2\n  strategy: {rollingUpdate: {maxUnavailable: 2}}",
               apart("halved")) +
      workload("no-surge",
               "replicas: 1\n  strategy: {rollingUpdate: {maxSurge: 0, "
               "maxUnavailable: 0}}",
               "terminationGracePeriodSeconds: 10, "));
  CHECK(cluster.planned("gone") == "7d: 30 s, 28d: 30 s");
  CHECK(cluster.planned("rolled").empty());
  CHECK(cluster.concludes("rolled", "during a rollout 1 of 4 may be down"));
  CHECK(cluster.planned("halved") == "7d: 30 s");
  CHECK_FALSE(cluster.windows.at("halved").front().rolling->value);
  // Neither one more nor one less is allowed: the controller takes one away.
  CHECK(cluster.planned("no-surge") == "7d: 10 s, 28d: 10 s");
  CHECK(has(cluster.findings, "assumed-rollouts"));
  // One thing is rolled out at a time.
  CHECK_FALSE(cluster.windows.at("gone").front().start.has_value());
  CHECK(cluster.windows.at("halved").front().start->value.in_seconds() == 30);
  CHECK(cluster.windows.at("no-surge").front().start->value.in_seconds() == 60);
}

TEST_CASE("a drain takes what stands on a node, as far as a budget lets it") {
  const PlannedImport cluster(
      workload("alone", "replicas: 1") + workload("together", "replicas: 3") +
      workload("kept", "replicas: 3") + budget("kept", "maxUnavailable: 1") +
      workload("apart", "replicas: 3", apart("apart")) + workload("stuck", "replicas: 1") +
      budget("stuck", "minAvailable: 1") + workload("twice", "replicas: 3") +
      budget("twice", "minAvailable: 1") +
      "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: second}\n"
      "spec: {maxUnavailable: 1, selector: {matchLabels: {app: twice}}}\n");
  CHECK(cluster.planned("alone") == "28d: 30 s");
  // Nothing keeps them off one node, and nothing keeps any back: all three go at once.
  CHECK(cluster.planned("together") == "28d: 30 s");
  CHECK_FALSE(cluster.windows.at("together").front().rolling->value);
  CHECK(cluster.concludes("together", "the drain of a node takes 3 of 3 at a time"));
  CHECK(cluster.planned("kept").empty());
  CHECK(cluster.concludes("kept", "the drain of a node takes 1 of 3 at a time"));
  CHECK(cluster.planned("apart").empty());
  // Evictions that are refused take nothing down: the drain waits, which is told.
  CHECK(cluster.planned("stuck").empty());
  CHECK(cluster.planned("twice").empty());
  CHECK(has(cluster.findings, "stuck-evictions"));
}

TEST_CASE("members that are needed by majority go one after the other where a budget says so") {
  const std::string image =
      "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: votes}\n"
      "spec:\n  replicas: 3\n  serviceName: votes\n"
      "  selector: {matchLabels: {app: votes}}\n"
      "  template: {metadata: {labels: {app: votes}}, spec: {containers: "
      "[{name: c, image: 'quay.io/coreos/etcd:v3.5'}]}}\n"
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: votes}\n"
      "spec: {clusterIP: None, selector: {app: votes}, ports: [{port: "
      "2379}]}\n";
  CHECK(PlannedImport(image).planned("votes") == "28d: 30 s");
  // Two at a time leave one of three, which is no majority: two rounds of 30 s.
  CHECK(PlannedImport(image + budget("votes", "maxUnavailable: 2")).planned("votes") ==
        "28d: 60 s");
  CHECK(PlannedImport(image + budget("votes", "minAvailable: 2")).planned("votes").empty());
}

TEST_CASE("what a DaemonSet runs and what runs to an end is not drained") {
  const PlannedImport cluster(
      workload("agent", "minReadySeconds: 5", "", "DaemonSet") +
      "---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\n"
      "spec: {template: {spec: {containers: [{name: c, image: example/x}]}}}\n");
  CHECK(cluster.planned("agent").empty());
  CHECK(cluster.planned("once").empty());
}

}  // namespace cutpoint::testing::planned_downtime_test
