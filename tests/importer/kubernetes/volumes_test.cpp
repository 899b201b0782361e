// What storage classes and labels of drivers say of zones.
#include <algorithm>
#include <string>

#include "tests/importer/kubernetes/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::kubernetes_volumes_test {

namespace {

/// "a-node-1 b-node-1": where the instances of `db` are.
std::string places(const std::string& text) {
  const KubernetesImport import(text);
  std::string places;
  const DraftComponent* db = import.find("db");
  REQUIRE(db != nullptr);
  for (const WrittenName& place : db->runs_on.names)
    places += (places.empty() ? "" : " ") + place.value;
  return places;
}

std::string storage(const std::string& zones, const std::string& more = "") {
  return "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: disks" + more +
         "}\nprovisioner: pd.csi.storage.gke.io\nallowedTopologies:\n- matchLabelExpressions: "
         "[{key: topology.gke.io/zone, values: [" +
         zones + "]}]\n";
}

std::string stateful(const std::string& claim) {
  return "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {replicas: 2, "
         "template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: x}]}}, "
         "volumeClaimTemplates: [{metadata: {name: d}, spec: {" +
         claim + "}}]}\n";
}

}  // namespace

TEST_CASE("a class that makes volumes in one zone binds all that claim of it") {
  CHECK(places(storage("z1") + stateful("storageClassName: disks")) == "z1-node-1");
  CHECK(places(storage("z1, z2") + stateful("storageClassName: disks")) == "zone-1-node-1");
  CHECK(places(storage("z1") + stateful("storageClassName: other")) == "zone-1-node-1");
  const std::string usual = ", annotations: {storageclass.kubernetes.io/is-default-class: 'true'}";
  CHECK(places(storage("z1", usual) + stateful("accessModes: [ReadWriteOnce]")) == "z1-node-1");
}

TEST_CASE("a class binds what mounts a claim that has no volume yet") {
  const std::string claim =
      "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: "
      "{storageClassName: disks}\n";
  const std::string workload =
      "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: {spec: "
      "{containers: [{name: c, image: x}], volumes: [{name: d, persistentVolumeClaim: {claimName: "
      "data}}]}}}\n";
  CHECK(places(storage("z1") + claim + workload) == "z1-node-1");
}

TEST_CASE("labels of drivers name zones as those of Kubernetes do") {
  for (const std::string key :
       {"topology.kubernetes.io/zone", "topology.gke.io/zone", "topology.ebs.csi.aws.com/zone",
        "topology.disk.csi.azure.com/zone"}) {
    INFO(key);
    CHECK(places("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {template: "
                 "{spec: {nodeSelector: {" +
                 key + ": z1}, containers: [{name: c, image: x}]}}}\n") == "z1-node-1");
  }
}

}  // namespace cutpoint::testing::kubernetes_volumes_test
