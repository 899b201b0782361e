// Workloads of Kubernetes among the resources of Terraform: what their variables, ConfigMaps and
// Secrets say of whom they call, and where users come in.
#include <algorithm>
#include <string>

#include "importer/terraform/inventory/secrets.hpp"
#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::terraform_cluster_test {

namespace {

std::string metadata(const std::string& name) {
  return R"("metadata": [{"name": ")" + name + R"(", "namespace": "shop", "labels": null}])";
}

/// One with two instances, as the provider keeps it: everything is a list of one.
std::string workload(const std::string& name, const std::string& image, const std::string& env) {
  return "{" + metadata(name) + R"(, "spec": [{"replicas": "2", "selector": [{"match_labels":
    {"app": ")" +
         name + R"("}}], "template": [{"metadata": [{"labels": {"app": ")" + name +
         R"("}}], "spec": [{"container": [{"name": "main", "image": ")" + image +
         R"(", "port": [{"container_port": 80, "host_port": 0}], "env": [)" + env + "]}]}]}]}]}";
}

std::string service(const std::string& name, const std::string& type = "ClusterIP") {
  return managed("kubernetes_service", name,
                 "{" + metadata(name) + R"(, "spec": [{"type": ")" + type +
                     R"(", "cluster_ip": "", "external_name": "", "selector": {"app": ")" + name +
                     R"("}, "port": [{"port": 80, "target_port": "80", "node_port": 0}]}]})");
}

std::string variable(const std::string& name, const std::string& value) {
  return R"({"name": ")" + name + R"(", "value": ")" + value + R"(", "value_from": []})";
}

/// From a key of a ConfigMap or Secret.
std::string told_by(const std::string& source, const std::string& name, const std::string& key) {
  return R"({"name": "X", "value": "", "value_from": [{")" + source + R"(": [{"name": ")" + name +
         R"(", "key": ")" + key + R"("}]}]})";
}

const std::string orders = "kubernetes_deployment.orders";
const std::string stock = "kubernetes_deployment.stock";

std::string stock_with_service() {
  return managed("kubernetes_deployment", "stock", workload("stock", "shop/stock:1", "")) + "," +
         service("stock");
}

TerraformImport imported(const std::string& env, const std::string& others) {
  return import_terraform_text(state_of(
      managed("kubernetes_deployment", "orders", workload("orders", "shop/orders:1", env)) + "," +
      stock_with_service() + (others.empty() ? "" : ",") + others));
}

}  // namespace

TEST_CASE("a variable with the name of a Service leads to the workload behind it", "[terraform]") {
  for (const char* host : {"http://stock/v1", "http://stock.shop.svc.cluster.local:80"}) {
    const TerraformImport import = imported(variable("STOCK_URL", host), "");
    INFO(host);
    CHECK(import.need(orders, stock) == "need");
    CHECK(import.all_shown().find("environment STOCK_URL") != std::string::npos);
    CHECK(import.imported.unmet.empty());
  }
  const TerraformImport apart = imported(variable("STOCK_URL", "http://stock.other/v1"), "");
  CHECK(apart.need(orders, stock) == "none");
}

TEST_CASE("what stands beside the state may call its Services by name", "[terraform]") {
  const TerraformImport import = imported("", "");
  CHECK(import.all_shown().find("stock.shop.svc.cluster.local is " + stock) != std::string::npos);
}

TEST_CASE("ConfigMaps and Secrets of the same state are followed, and Secrets never shown",
          "[terraform]") {
  const std::string map = managed("kubernetes_config_map_v1", "urls",
                                  "{" + metadata("urls") + R"(, "data": {"s": "http://stock"}})");
  const TerraformImport by_map = imported(told_by("config_map_key_ref", "urls", "s"), map);
  CHECK(by_map.need(orders, stock) == "need");

  // The provider's own states do not mark them.
  const std::string secret =
      managed("kubernetes_secret", "urls",
              "{" + metadata("urls") + R"(, "data": {"s": "amqp://u:Swordfish99@stock"}})");
  const TerraformImport by_secret = imported(told_by("secret_key_ref", "urls", "s"), secret);
  CHECK(by_secret.need(orders, stock) == "need");
  CHECK(by_secret.all_shown().find("Swordfish99") == std::string::npos);
}

TEST_CASE("a secret is hidden however it is spelt: names of hosts are in small letters",
          "[terraform]") {
  terraform::Secrets secrets;
  secrets.add("SwordFish99");
  CHECK(secrets.reveals("db-swordfish99.internal"));
  CHECK(secrets.reveals("SWORDFISH99"));
  CHECK_FALSE(secrets.reveals("swordfish98"));
  CHECK(secrets.length_at("x swordfish99", 2) == 11);
}

TEST_CASE("a variable that is marked as sensitive leads to a Service and is not shown",
          "[terraform]") {
  const std::string sensitive =
      R"({"mode": "managed", "type": "kubernetes_deployment", "name": "orders", "instances":
          [{"attributes": )" +
      workload("orders", "shop/orders:1",
               variable("STOCK_URL", "amqp://u:Swordfish99@stock:80") + "," +
                   variable("MAIL", "http://mail.example.net")) +
      R"(, "sensitive_attributes": [[)" +
      [] {
        std::string path;
        for (const char* key : {"spec", "template", "spec", "container", "env"}) {
          path += R"({"type": "get_attr", "value": ")" + std::string(key) +
                  R"("}, {"type": "index", "value": {"value": 0, "type": "number"}}, )";
        }
        return path + R"({"type": "get_attr", "value": "value"})";
      }() +
      "]]}]}";
  const TerraformImport import =
      import_terraform_text(state_of(sensitive + "," + stock_with_service()));
  CHECK(import.need(orders, stock) == "need");
  const std::string shown = import.all_shown();
  CHECK(shown.find("Swordfish99") == std::string::npos);
  // Only what the state says is hidden.
  CHECK(shown.find("mail.example.net") != std::string::npos);
}

TEST_CASE("a sensitive path that does not fit the values hides from where it leaves them",
          "[terraform]") {
  const std::string attribute = R"({"type": "get_attr", "value": "spec"})";
  for (const std::string& further :
       {std::string(R"({"type": "get_attr", "value": "template"})"),
        std::string(R"({"type": "index", "value": {"value": 7, "type": "number"}})"),
        std::string(R"({"type": "index", "value": {"value": "x", "type": "string"}})")}) {
    INFO(further);
    const TerraformImport import = import_terraform_text(state_of(
        R"({"mode": "managed", "type": "kubernetes_deployment", "name": "orders", "instances":
            [{"attributes": )" +
        workload("orders", "shop/orders:1", variable("MAIL", "http://swordfish99.example.net")) +
        R"(, "sensitive_attributes": [[)" + attribute + ", " + further + "]]}]}"));
    CHECK(import.all_shown().find("swordfish99") == std::string::npos);
  }
}

TEST_CASE("images say what workloads of a state are, and whether their instances are alike",
          "[terraform]") {
  const TerraformImport import =
      imported("", managed("kubernetes_stateful_set", "db", workload("db", "postgres:16", "")) +
                       "," + service("db"));
  const DraftComponent* store = import.component("kubernetes_stateful_set.db");
  REQUIRE(store != nullptr);
  CHECK(store->kind->value == "database");
  CHECK(store->at_least->value == 2);  // nothing says that the second takes over
  const DraftComponent* program = import.component(stock);
  REQUIRE(program != nullptr);
  CHECK(program->at_least->value == 1);
}

TEST_CASE("Services that open to the outside and Ingresses are ways in", "[terraform]") {
  const auto journeys = [](const std::string& resource) {
    return imported("", resource).imported.draft.journeys;
  };
  const auto opened = journeys(service("orders", "LoadBalancer"));
  REQUIRE(opened.size() == 1);
  CHECK(opened[0].needs.front().component.value == orders);
  const auto routed = journeys(
      managed("kubernetes_ingress_v1", "shop",
              "{" + metadata("shop") + R"(, "spec": [{"rule": [{"host": "shop.example.net", "http":
      [{"path": [{"path": "/", "backend": [{"service": [{"name": "stock", "port":
      [{"number": 80}]}]}]}]}]}]}]})"));
  REQUIRE(routed.size() == 1);
  CHECK(routed[0].needs.front().component.value == stock);
  CHECK(journeys(service("orders")).empty());
}

TEST_CASE("a manifest among the resources is read as what it says it is", "[terraform]") {
  const std::string manifest =
      R"({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "mail",
      "namespace": "shop"}, "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "mail"}},
      "template": {"metadata": {"labels": {"app": "mail"}}, "spec": {"containers": [{"name": "m",
      "image": "shop/mail", "env": [{"name": "STOCK", "value": "stock:80"}]}]}}}})";
  for (const std::string& form :
       {manifest, R"({"value": )" + manifest + R"(, "type": ["object", {}]})"}) {
    const TerraformImport import =
        imported("", managed("kubernetes_manifest", "mail", R"({"manifest": )" + form + "}"));
    const DraftComponent* mail = import.component("kubernetes_manifest.mail");
    REQUIRE(mail != nullptr);
    CHECK(mail->replicas->value == 3);
    CHECK(import.need("kubernetes_manifest.mail", stock) == "need");
  }
  const TerraformImport secret = imported(
      "", managed("kubernetes_manifest", "key", R"({"manifest": {"kind": "Secret", "apiVersion":
      "v1", "metadata": {"name": "key"}, "stringData": {"k": "Swordfish99"}}})"));
  CHECK(secret.component("kubernetes_manifest.key") == nullptr);
  CHECK(secret.all_shown().find("Swordfish99") == std::string::npos);
  const TerraformImport other = imported(
      "", managed("kubernetes_manifest", "x", R"({"manifest": {"kind": "Gizmo", "apiVersion":
      "example.net/v1", "metadata": {"name": "x"}}})"));
  CHECK(other.found("unknown-types"));
}

TEST_CASE("a manifest that a resource holds as text is read without what is hidden of it",
          "[terraform]") {
  const std::string text =
      R"(apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: mail, namespace: shop}\nspec:\n)"
      R"(  replicas: 3\n  selector: {matchLabels: {app: mail}}\n  template:\n)"
      R"(    metadata: {labels: {app: mail}}\n    spec:\n      containers:\n)"
      R"(      - {name: m, image: shop/mail, env: [{name: STOCK, value: 'stock:80'}]}\n)";
  const std::string mail = "kubectl_manifest.mail";
  const auto check = [&](const std::string& resource) {
    const TerraformImport import = imported("", resource);
    const DraftComponent* component = import.component(mail);
    REQUIRE(component != nullptr);
    CHECK(component->replicas->value == 3);
    CHECK(import.need(mail, stock) == "need");
    CHECK_FALSE(import.found("unknown-types"));
    CHECK(import.found("unplaced-workloads"));
  };
  check(managed("kubectl_manifest", "mail", R"({"id": "x", "yaml_body": ")" + text + "\"}"));
  // The provider marks the one text and shows the other.
  check(R"({"mode": "managed", "type": "kubectl_manifest", "name": "mail", "instances":
        [{"attributes": {"yaml_body": "kind: hidden", "yaml_body_parsed": ")" +
        text + R"("}, "sensitive_attributes": [[{"type": "get_attr", "value": "yaml_body"}]]}]})");
  const TerraformImport secret =
      imported("", managed("kubectl_manifest", "key",
                           R"({"yaml_body": "{kind: Secret, stringData: {k: Swordfish99}}"})"));
  CHECK(secret.component("kubectl_manifest.key") == nullptr);
  CHECK(secret.all_shown().find("Swordfish99") == std::string::npos);
  const TerraformImport broken =
      imported("", managed("kubectl_manifest", "mail", R"({"yaml_body": "kind: ["})"));
  CHECK(broken.component(mail) == nullptr);
  CHECK(broken.found("unknown-types"));
}

}  // namespace cutpoint::testing::terraform_cluster_test
