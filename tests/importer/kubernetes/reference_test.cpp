// docs/reference/kubernetes.md is made of the tables that the importer uses.
#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "importer/kubernetes/objects/custom_resource_table.hpp"
#include "importer/kubernetes/objects/read_kinds.hpp"
#include "importer/kubernetes/routes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

namespace cutpoint::testing::reference_test {

namespace {

constexpr std::string_view reference_head = R"(# What the import of Kubernetes reads

Generated from the tables that the importer uses. Files are YAML streams, `List`s or JSON: manifests, what `helm template` and `kustomize build`
print, and dumps of a cluster (`kubectl get … -A -o json`).

## What is concluded

| of | from | how sure |
|---|---|---|
| instances | `replicas`, or the minimum of a HorizontalPodAutoscaler or ScaledObject, which wins | declared |
| how many must work | instances that are alike and behind a Service: one; of known images and operators as their clusters live; otherwise all | assumed |
| needs | addresses in environment, arguments, ConfigMaps and Secrets (whole, by key, mounted), resolved as the cluster's DNS does | inferred |
| alternatives | what the configuration of nginx, HAProxy, Caddy, Traefik or Envoy in a ConfigMap passes on to; Services that select several workloads | inferred |
| start order | addresses in init containers: soft, and marked | inferred |
| telemetry | whatever goes to or comes from metrics, logs and traces: soft, and marked | inferred |
| perhaps needed | one of several addresses that come with a whole ConfigMap which several workloads take: soft, and marked | inferred |
| journeys | routes, then Services of type LoadBalancer and NodePort; where neither is, of what listens and nothing calls those that are for people by name or label (`web`, `frontend`, `dashboard`), else those at port 80 or 443, else all | declared, inferred, assumed |
| no journey | what is asked for metrics alone, what the API server asks (webhooks, parts of the API), controllers and operators, tools: unless they stand open or nothing else is there | inferred |
| perhaps called | what listens behind a single front end whose calls the files do not show: soft, and marked | assumed |
| nodes and zones | the pods of a dump; else the fewest that required anti-affinity, `DoNotSchedule` with `minDomains`, node selectors and volumes allow | declared, inferred |
| shared parts | the cluster's DNS, and what passes requests of routes on, as common causes; webhooks as needs of the API server | assumed |

Planned downtime (`maintenance`) is what leaves fewer instances than must work: a rollout by its strategy (`Recreate`, `maxUnavailable` and `maxSurge`, one at a time of a
StatefulSet), and the drain of a node, which takes at once what stands on it, or as many as a PodDisruptionBudget lets go. How long follows from the grace to end and the delay of
probes; that rollouts come once a week and drains of each node every four weeks is assumed, and told. A PodDisruptionBudget is no threshold of failures; one that lets
nothing go, two of one workload and one that selects nothing are told. `ScheduleAnyway`, preferred
affinity and selectors that match none of the own pods guarantee nothing and are told. A spread over zones without `minDomains` is kept by a single zone.

)";

std::string_view use_words(kubernetes::KindUse use) {
  switch (use) {
    case kubernetes::KindUse::workload:
      return "becomes components";
    case kubernetes::KindUse::naming:
      return "gives names, addresses and ways in";
    case kubernetes::KindUse::setting:
      return "tells programs whom they need";
    case kubernetes::KindUse::placement:
      return "says where instances may be and how many there are";
    case kubernetes::KindUse::quiet:
      return "is left out with a word: it says nothing of needs or places";
  }
  return "";
}

std::string kinds_of_objects() {
  std::map<kubernetes::KindUse, std::string> by_use;
  for (const kubernetes::ReadKind& row : kubernetes::read_kinds()) {
    std::string& names = by_use[row.use];
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", row.kind);
  }
  std::string out = "## Kinds of objects\n\n| what it does | kinds |\n|---|---|\n";
  for (const auto& [use, names] : by_use)
    out += fmt::format("| {} | {} |\n", use_words(use), names);
  return out + "\nA kind that is in neither table is left out with a warning.\n\n";
}

std::string ways_in() {
  std::string out = "## Ways in\n\n| kind | of | where the Service stands |\n|---|---|---|\n";
  for (const kubernetes::RouteKind& row : kubernetes::route_kinds()) {
    out += fmt::format("| `{}` | {} | `{}{}{}` |\n", row.kind,
                       row.group.empty() ? "any group" : row.group, row.path,
                       row.name.empty() ? "" : ".", row.name);
  }
  return out + "\n";
}

std::string resources_of_operators() {
  std::string out =
      "## Custom resources\n\n| kind | of | part | becomes | role | lives as | instances |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const kubernetes::CustomResource& row : kubernetes::custom_resources()) {
    const std::string count = row.count.empty()
                                  ? std::string("1")
                                  : fmt::format("`{}`, else {}", row.count, row.otherwise);
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", row.kind, row.group,
                       row.part.empty() ? "" : fmt::format("`{}`", row.part), row.component_kind,
                       name_of(row.role), name_of(row.life), count);
  }
  return out +
         "\nKafka of Strimzi is read with its node pools, of whose brokers as many are needed as\n"
         "`default.replication.factor` and `min.insync.replicas` do not spare.\n";
}

}  // namespace

TEST_CASE("the reference of the import of Kubernetes shows the tables that it uses") {
  check_golden("docs/reference/kubernetes.md", std::string(reference_head) + kinds_of_objects() +
                                                   ways_in() + resources_of_operators());
}

}  // namespace cutpoint::testing::reference_test
