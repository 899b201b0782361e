// What programs are told when they start, whom grants let call them, and what is one resource under
// two names.
#include <algorithm>
#include <string>

#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::terraform_told_at_start_test {

namespace {

const std::string subscription = "/subscriptions/1/resourceGroups/shop/providers/";

bool is_way_in(const TerraformImport& import, std::string_view component) {
  const auto& journeys = import.imported.draft.journeys;
  return std::any_of(journeys.begin(), journeys.end(), [component](const DraftJourney& journey) {
    return journey.needs.front().component.value == component;
  });
}

/// A function, whom a grant lets call it.
std::string function_called_by(const std::string& member) {
  return state_of(managed("google_cloudfunctions2_function", "load",
                          R"({"id": "projects/p/locations/here/functions/load", "name": "load",
                  "service_config": [{"uri": "https://load-7.run.example.net"}]})") +
                  "," +
                  managed("google_cloud_run_service_iam_member", "calls",
                          R"({"service": "projects/p/locations/here/services/load",
                  "role": "roles/run.invoker", "member": ")" +
                              member + R"("})") +
                  "," +
                  managed("google_cloud_scheduler_job", "nightly",
                          R"({"schedule": "0 1 * * *",
                  "http_target": [{"uri": "https://load-7.run.example.net/"}]})"));
}

}  // namespace

TEST_CASE(
    "a script that is marked as sensitive leads to the hosts of these files, and stays hidden",
    "[terraform]") {
  // DB_HOST="orders.mysql.example.net", BACK="10.0.2.4", and a password.
  const std::string script =
      "REJfSE9TVD0ib3JkZXJzLm15c3FsLmV4YW1wbGUubmV0IgpCQUNLPSIxMC4wLjIuNCIKREJfUEFTU1dPUkQ9Ikh1bnRl"
      "cjJIdW50ZXIyIgo=";
  const std::string machine =
      R"({"mode": "managed", "type": "azurerm_linux_virtual_machine", "name": "web",
          "provider": "provider[\"registry.terraform.io/hashicorp/azurerm\"]",
          "instances": [{"schema_version": 0, "attributes": {"custom_data": ")" +
      script + R"("},
            "sensitive_attributes": [[{"type": "get_attr", "value": "custom_data"}]]}]})";
  const TerraformImport import = import_terraform_text(state_of(
      machine + "," +
      managed("azurerm_mysql_flexible_server", "orders",
              R"({"fqdn": "orders.mysql.example.net"})") +
      "," +
      managed("azurerm_linux_virtual_machine", "back", R"({"private_ip_address": "10.0.2.4"})")));
  const std::string web = "azurerm_linux_virtual_machine.web";
  CHECK(import.need(web, "azurerm_mysql_flexible_server.orders") == "need");
  CHECK(import.need(web, "azurerm_linux_virtual_machine.back") == "need");
  const std::string shown = import.all_shown();
  CHECK(shown.find("Hunter2") == std::string::npos);
  CHECK(shown.find(script.substr(0, 24)) == std::string::npos);
}

TEST_CASE("what a script mounts from a server is needed", "[terraform]") {
  // echo "files.blob.example.net:/files/shop /var/www nfs vers=3" >> /etc/fstab
  const TerraformImport import = import_terraform_text(
      state_of(managed("azurerm_linux_virtual_machine_scale_set", "web",
                       R"({"instances": 1, "custom_data":
                  "ZWNobyAiZmlsZXMuYmxvYi5leGFtcGxlLm5ldDovZmlsZXMvc2hvcCAvdmFyL3d3dyBuZnMgdmVycz0zIiA+PiAvZXRjL2ZzdGFiCg=="})") +
               "," +
               managed("azurerm_storage_account", "files",
                       R"({"primary_blob_host": "files.blob.example.net"})")));
  CHECK(import.need("azurerm_linux_virtual_machine_scale_set.web",
                    "azurerm_storage_account.files") == "need");
}

TEST_CASE("a part of a gateway stands below the path of the gateway", "[terraform]") {
  const std::string network = subscription + "Microsoft.Network/";
  const TerraformImport import = import_terraform_text(state_of(
      managed("azurerm_application_gateway", "front",
              R"({"id": ")" + network + R"(applicationGateways/front"})") +
      "," +
      managed("azurerm_network_interface", "web",
              R"({"id": ")" + network + R"(networkInterfaces/web"})") +
      "," +
      managed("azurerm_linux_virtual_machine", "web",
              R"({"network_interface_ids": [")" + network + R"(networkInterfaces/web"]})") +
      "," +
      managed("azurerm_network_interface_application_gateway_backend_address_pool_association",
              "web",
              R"({"network_interface_id": ")" + network +
                  R"(networkInterfaces/web", "backend_address_pool_id": ")" + network +
                  R"(applicationGateways/front/backendAddressPools/web"})")));
  CHECK(import.need("azurerm_application_gateway.front", "azurerm_linux_virtual_machine.web") ==
        "need");
}

TEST_CASE("a function that only a clock may call is no way in, one that all may call is",
          "[terraform]") {
  const std::string load = "google_cloudfunctions2_function.load";
  const TerraformImport by_clock =
      import_terraform_text(function_called_by("serviceAccount:clock@p.example.net"));
  CHECK_FALSE(is_way_in(by_clock, load));
  CHECK(by_clock.need("google_cloud_scheduler_job.nightly", load) == "need");
  CHECK(is_way_in(import_terraform_text(function_called_by("allUsers")), load));
}

TEST_CASE("a data set is named by a variable in capitals", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      state_of(managed("google_cloudfunctions2_function", "load",
                       R"({"name": "load", "service_config": [
                  {"environment_variables": {"REPORTS_DATASET": "reports"}}]})") +
               "," +
               managed("google_bigquery_dataset", "reports",
                       R"({"id": "projects/p/datasets/reports", "dataset_id": "reports"})")));
  CHECK(import.need("google_cloudfunctions2_function.load", "google_bigquery_dataset.reports") ==
        "need");
}

TEST_CASE("a cluster that data look up is the cluster, and notes on machines are no needs",
          "[terraform]") {
  const std::string cluster = R"({"id": "projects/p/locations/here/clusters/shop", "name": "shop",
      "location": "europe-west1", "node_pool": [{"name": "pool-of-shop", "node_config": [
        {"metadata": {"cluster_name": "shop", "node_pool": "pool-of-shop"}}]}]})";
  const std::string looked_up =
      R"({"mode": "data", "type": "google_container_cluster", "name": "shop",
          "provider": "provider[\"registry.terraform.io/hashicorp/google\"]",
          "instances": [{"schema_version": 0, "attributes": )" +
      cluster + "}]}";
  const TerraformImport import = import_terraform_text(
      state_of(managed("google_container_cluster", "shop", cluster) + "," + looked_up + "," +
               managed("google_container_node_pool", "pool",
                       R"({"id": "projects/p/locations/here/clusters/shop/nodePools/pool-of-shop",
                  "name": "pool-of-shop", "cluster": "shop", "node_count": 1,
                  "node_locations": ["europe-west1-b", "europe-west1-c"],
                  "autoscaling": [{"min_node_count": 1, "total_min_node_count": 0}],
                  "node_config": [{"metadata": {"cluster_name": "shop"}}]})")));
  const std::string own = "google_container_cluster.shop";
  const std::string pool = "google_container_node_pool.pool";
  CHECK(import.component("data.google_container_cluster.shop") == nullptr);
  CHECK(import.need(own, pool) == "none");
  CHECK(import.need(pool, own) == "soft");
  const DraftComponent* machines = import.component(pool);
  REQUIRE(machines != nullptr);
  REQUIRE(machines->replicas);
  CHECK(machines->replicas->value == 2);
}

TEST_CASE("manifests within a state are told with the way to import them", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("kubectl_manifest", "app", R"({"yaml_body": "kind: Gizmo\npassword: Hunter2"})") +
      "," + managed("kubernetes_manifest", "b", R"({"manifest": {"kind": "Gizmo"}})") + "," +
      managed("kubernetes_config_map", "c", R"({"data": {"a": "b"}})") + "," +
      managed("kubernetes_daemonset", "agent", R"({"id": "default/agent"})")));
  const auto& all = import.diagnostics.all();
  const auto told = std::find_if(all.begin(), all.end(), [](const Diagnostic& finding) {
    return finding.rule == "unknown-types";
  });
  REQUIRE(told != all.end());
  CHECK(told->message.find("kubectl_manifest, kubernetes_manifest") != std::string::npos);
  CHECK(told->message.find("config_map") == std::string::npos);
  CHECK(told->help.find("kubectl get") != std::string::npos);
  CHECK(import.component("kubernetes_daemonset.agent") != nullptr);
  CHECK(import.all_shown().find("Hunter2") == std::string::npos);
}

TEST_CASE("the repository of a pipeline is no service of the same name", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("google_cloudbuild_trigger", "deploy",
              R"({"github": [{"owner": "shop", "name": "the-front-of-the-whole-shop"}]})") +
      "," +
      managed("google_cloud_run_service", "front", R"({"name": "the-front-of-the-whole-shop"})")));
  CHECK(import.need("google_cloudbuild_trigger.deploy", "google_cloud_run_service.front") ==
        "none");
}

}  // namespace cutpoint::testing::terraform_told_at_start_test
