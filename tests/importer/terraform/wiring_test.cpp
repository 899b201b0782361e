// What leads to what where plans do not write it plainly: aliases, repeated modules, looked-up
// resources, dynamic blocks, settings that are taken over.
#include <string>
#include <vector>

#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::terraform_wiring_test {

namespace {

/// A resource of a plan; `values` and `unknown` are JSON objects.
struct Planned {
  std::string mode, type, name, values, unknown = "{}";
};

std::string plan_of(const std::vector<Planned>& resources, const std::string& blocks) {
  std::string values, changes;
  for (const Planned& one : resources) {
    const std::string prefix = one.mode == "data" ? "data." : "";
    std::string head = R"({"address": ")" + prefix + one.type + "." + one.name;
    head += R"(", "mode": ")" + one.mode + R"(", "type": ")" + one.type;
    head += R"(", "name": ")" + one.name + R"(", )";
    values += (values.empty() ? "" : ",") + head + R"("values": )" + one.values + "}";
    changes += (changes.empty() ? "" : ",") + head;
    changes += R"("change": {"actions": ["create"], "after": )" + one.values;
    changes += R"(, "after_unknown": )" + one.unknown + "}}";
  }
  return R"({"format_version": "1.2", "planned_values": {"root_module": {"resources": [)" + values +
         R"(]}}, "resource_changes": [)" + changes +
         R"(], "configuration": {"root_module": {"resources": [)" + blocks + "]}}}";
}

}  // namespace

TEST_CASE("what is called by an alias of a function is the function", "[terraform]") {
  const std::string function = "arn:aws:lambda:eu-west-1:123456789012:function:work";
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_sqs_queue", "jobs", R"({"arn": "arn:aws:sqs:eu-west-1:123456789012:jobs"})") +
      "," +
      managed("aws_lambda_function", "work",
              R"({"function_name": "work", "arn": ")" + function + R"("})") +
      "," +
      managed("aws_lambda_alias", "live",
              R"({"name": "live", "function_name": ")" + function + R"(", "arn": ")" + function +
                  R"(:live"})") +
      "," +
      managed("aws_lambda_event_source_mapping", "trigger",
              R"({"event_source_arn": "arn:aws:sqs:eu-west-1:123456789012:jobs",
                 "function_name": ")" +
                  function + R"(:live"})")));
  CHECK(import.need("aws_lambda_function.work", "aws_sqs_queue.jobs") == "need");
}

TEST_CASE("what has one's own name is no need of it", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_apigatewayv2_api", "api", R"({"name": "orders-of-the-whole-shop"})") + "," +
      managed("aws_lambda_function", "orders",
              R"({"function_name": "orders-of-the-whole-shop"})")));
  CHECK(import.need("aws_lambda_function.orders", "aws_apigatewayv2_api.api") == "none");
}

TEST_CASE("an instance of a database takes settings of its cluster over and does not need it",
          "[terraform]") {
  const TerraformImport import =
      import_terraform_text(plan_of({{"managed", "aws_rds_cluster", "db", "{}"},
                                     {"managed", "aws_rds_cluster_instance", "one", "{}"}},
                                    R"({"address": "aws_rds_cluster.db", "expressions": {}},
                 {"address": "aws_rds_cluster_instance.one", "expressions": {
                   "cluster_identifier": {"references": ["aws_rds_cluster.db.id", "aws_rds_cluster.db"]},
                   "engine": {"references": ["aws_rds_cluster.db.engine", "aws_rds_cluster.db"]}}})"));
  CHECK(import.need("aws_rds_cluster.db", "aws_rds_cluster_instance.one") == "need");
  CHECK(import.need("aws_rds_cluster_instance.one", "aws_rds_cluster.db") == "none");
}

TEST_CASE("members of a cluster that a state lists stand in for each other", "[terraform]") {
  const auto instance = [](const std::string& name) {
    return managed("aws_rds_cluster_instance", name,
                   R"({"identifier": "shop-database-)" + name +
                       R"(", "cluster_identifier": "shop-database-cluster"})");
  };
  const TerraformImport import = import_terraform_text(
      state_of(managed("aws_rds_cluster", "db", R"({"id": "shop-database-cluster",
          "cluster_members": ["shop-database-one", "shop-database-two"]})") +
               "," + instance("one") + "," + instance("two")));
  CHECK(import.need("aws_rds_cluster.db", "aws_rds_cluster_instance.one") == "group");
  CHECK(import.need("aws_rds_cluster.db", "aws_rds_cluster_instance.two") == "group");
}

TEST_CASE("a data source that looks up what the files set up is the same thing", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      plan_of({{"managed", "google_container_cluster", "main", R"({"name": "main"})"},
               {"data", "google_container_cluster", "main", R"({"name": "main"})"},
               {"managed", "google_container_node_pool", "pool", "{}"}},
              R"({"address": "google_container_cluster.main", "expressions": {}},
                 {"address": "data.google_container_cluster.main", "expressions": {
                   "name": {"references": ["google_container_cluster.main.name",
                                           "google_container_cluster.main"]}}},
                 {"address": "google_container_node_pool.pool", "expressions": {
                   "cluster": {"references": ["data.google_container_cluster.main.name",
                                              "data.google_container_cluster.main"]}}})"));
  CHECK(import.component("data.google_container_cluster.main") == nullptr);
  CHECK(import.component("google_container_cluster.main") != nullptr);
  CHECK(import.need("google_container_node_pool.pool", "google_container_cluster.main") == "soft");
}

TEST_CASE("a listener with a dynamic block leads to the one group that nothing else names",
          "[terraform]") {
  const auto plan = [](const std::string& more_groups, const std::string& more_blocks) {
    std::vector<Planned> all = {
        {"managed", "aws_lb", "lb", "{}"},
        {"managed", "aws_lb_listener", "http", R"({"default_action": [{"type": "forward",
            "forward": [{"target_group": [{"weight": 1}]}]}]})",
         R"({"default_action": [{"forward": [{"target_group": [{"arn": true}]}]}]})"},
        {"managed", "aws_lb_target_group", "web", "{}"},
        {"managed", "aws_ecs_service", "web", R"({"desired_count": 1})"}};
    if (!more_groups.empty()) {
      all.push_back({"managed", "aws_lb_target_group", more_groups, "{}"});
      all.push_back({"managed", "aws_ecs_service", more_groups, R"({"desired_count": 1})"});
    }
    return import_terraform_text(plan_of(all, R"({"address": "aws_lb.lb", "expressions": {}},
            {"address": "aws_lb_listener.http", "expressions": {
              "load_balancer_arn": {"references": ["aws_lb.lb.arn", "aws_lb.lb"]}}},
            {"address": "aws_lb_target_group.web", "expressions": {}},
            {"address": "aws_ecs_service.web", "expressions": {"load_balancer": [{
              "target_group_arn": {"references": ["aws_lb_target_group.web.arn",
                                                  "aws_lb_target_group.web"]}}]}})" +
                                                  more_blocks));
  };
  CHECK(plan("", "").need("aws_lb.lb", "aws_ecs_service.web") == "need");
  // Of two nobody can say which is meant.
  const TerraformImport two =
      plan("api", R"(,{"address": "aws_lb_target_group.api", "expressions": {}},
            {"address": "aws_ecs_service.api", "expressions": {"load_balancer": [{
              "target_group_arn": {"references": ["aws_lb_target_group.api.arn",
                                                  "aws_lb_target_group.api"]}}]}})");
  CHECK(two.need("aws_lb.lb", "aws_ecs_service.web") == "none");
  CHECK(two.need("aws_lb.lb", "aws_ecs_service.api") == "none");
}

TEST_CASE("a repeated module that is given main[count.index] has for each instance one",
          "[terraform]") {
  const auto machine = [](const std::string& key) {
    return R"({"address": "azurerm_linux_virtual_machine.main[)" + key +
           R"(]", "mode": "managed", "type": "azurerm_linux_virtual_machine", "name": "main",
              "index": )" +
           key + R"(, "values": {}})";
  };
  const auto disk = [](const std::string& key) {
    const std::string module = "module.disks[" + key + "]";
    return R"({"address": ")" + module + R"(", "resources": [
        {"address": ")" +
           module + R"(.azurerm_managed_disk.d[0]", "mode": "managed",
         "type": "azurerm_managed_disk", "name": "d", "index": 0, "values": {}},
        {"address": ")" +
           module + R"(.azurerm_virtual_machine_data_disk_attachment.a[0]", "mode": "managed",
         "type": "azurerm_virtual_machine_data_disk_attachment", "name": "a", "index": 0,
         "values": {}}]})";
  };
  const TerraformImport import = import_terraform_text(
      R"({"format_version": "1.2", "planned_values": {"root_module": {"resources": [)" +
      machine("0") + "," + machine("1") + R"(], "child_modules": [)" + disk("0") + "," + disk("1") +
      R"(]}}, "configuration": {"root_module": {
          "resources": [{"address": "azurerm_linux_virtual_machine.main", "expressions": {}}],
          "module_calls": {"disks": {
            "expressions": {"machine": {"references": ["azurerm_linux_virtual_machine.main",
                                                       "count.index"]}},
            "module": {"resources": [
              {"address": "azurerm_managed_disk.d", "expressions": {}},
              {"address": "azurerm_virtual_machine_data_disk_attachment.a", "expressions": {
                "managed_disk_id": {"references": ["azurerm_managed_disk.d", "count.index"]},
                "virtual_machine_id": {"references": ["var.machine"]}}}]}}}}}})");
  const std::string first = "azurerm_linux_virtual_machine.main[0]";
  CHECK(import.need(first, "module.disks[0].azurerm_managed_disk.d[0]") == "need");
  CHECK(import.need(first, "module.disks[1].azurerm_managed_disk.d[0]") == "none");
  CHECK(import.need("azurerm_linux_virtual_machine.main[1]",
                    "module.disks[1].azurerm_managed_disk.d[0]") == "need");
}

TEST_CASE("a balancer finds the machines of a pool however Azure spells its identifier",
          "[terraform]") {
  const std::string front =
      "Microsoft.Network/loadBalancers/front-of-the-shop/backendAddressPools/web";
  const auto card = [&front](const std::string& name, const std::string& attribute) {
    return managed("azurerm_network_interface", name,
                   R"({"id": "/subscriptions/1/resourceGroups/shop/providers/cards/)" + name +
                       R"(", "ip_configuration": [{")" + attribute +
                       R"(": ["/subscriptions/1/resourcegroups/Shop/providers/)" + front +
                       R"("]}]})");
  };
  const auto machine = [](const std::string& name) {
    return managed("azurerm_virtual_machine", name,
                   R"({"id": "/subscriptions/1/machines/)" + name +
                       R"(", "network_interface_ids":
                           ["/subscriptions/1/resourceGroups/SHOP/providers/cards/)" +
                       name + R"("], "storage_os_disk":
                           [{"vhd_uri": "https://shopdisks.blob.core.windows.net/vhds/one.vhd"}]})");
  };
  const TerraformImport import = import_terraform_text(state_of(
      managed("azurerm_lb", "front", R"({"id": "/subscriptions/1/lb/front-of-the-shop"})") + "," +
      managed("azurerm_lb_backend_address_pool", "web",
              R"({"id": "/subscriptions/1/resourceGroups/shop/providers/)" + front +
                  R"(", "loadbalancer_id": "/subscriptions/1/lb/front-of-the-shop"})") +
      "," + card("a", "load_balancer_backend_address_pools_ids") + "," +
      card("b", "load_balancer_backend_address_pool_ids") + "," + machine("a") + "," +
      machine("b") + "," +
      managed("azurerm_storage_account", "disks",
              R"({"primary_blob_endpoint": "https://shopdisks.blob.core.windows.net/"})")));
  CHECK(import.need("azurerm_lb.front", "azurerm_virtual_machine.a") == "group");
  CHECK(import.need("azurerm_lb.front", "azurerm_virtual_machine.b") == "group");
  // A disk that is a file in an account is gone with it.
  CHECK(import.need("azurerm_virtual_machine.a", "azurerm_storage_account.disks") == "need");
}

TEST_CASE("a certificate neither needs the names it is for nor answers to them", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_acm_certificate", "shop",
              R"({"arn": "arn:aws:acm:eu-west-1:1:certificate/1", "domain_name": "shop.example",
                  "domain_validation_options": [{"domain_name": "shop.example",
                    "resource_record_name": "_proof.shop.example"}]})") +
      "," +
      managed(
          "aws_route53_record", "proof",
          R"({"fqdn": "_proof.shop.example", "name": "_proof.shop.example", "type": "CNAME"})") +
      "," +
      managed("aws_route53_record", "shop",
              R"({"fqdn": "shop.example", "alias": [{"name": "front.example"}]})") +
      "," +
      managed("aws_route53_zone", "shop",
              R"({"name": "shop.example", "comment": "shop.example"})") +
      "," +
      managed("aws_lb", "front",
              R"({"dns_name": "front.example", "arn": "arn:aws:lb:eu-west-1:1:front"})") +
      "," +
      managed("aws_lb_listener", "https",
              R"({"load_balancer_arn": "arn:aws:lb:eu-west-1:1:front", "certificate_arn":
                  "arn:aws:acm:eu-west-1:1:certificate/1"})")));
  CHECK(import.need("aws_route53_record.shop", "aws_lb.front") == "need");
  CHECK(import.need("aws_acm_certificate.shop", "aws_route53_record.shop") == "none");
  CHECK(import.need("aws_acm_certificate.shop", "aws_route53_record.proof") == "none");
  CHECK(import.need("aws_route53_zone.shop", "aws_acm_certificate.shop") == "none");
  CHECK(import.need("aws_route53_zone.shop", "aws_route53_record.shop") == "none");
}

TEST_CASE("an address says who has it and needs none of them", "[terraform]") {
  const std::string links = "https://www.googleapis.com/compute/v1/projects/p/regions/r/";
  const TerraformImport import = import_terraform_text(
      state_of(managed("google_compute_address", "out",
                       R"({"self_link": ")" + links + R"(addresses/out", "users": [")" + links +
                           R"(routers/edge"]})") +
               "," +
               managed("google_compute_router", "edge",
                       R"({"name": "edge", "self_link": ")" + links + R"(routers/edge"})") +
               "," +
               managed("google_compute_router_nat", "out",
                       R"({"router": "edge", "nat_ips": [")" + links + R"(addresses/out"]})")));
  CHECK(import.need("google_compute_router_nat.out", "google_compute_router.edge") == "none");
}

TEST_CASE("an origin that no behaviour asks for is no need of its distribution", "[terraform]") {
  const auto network =
      [](const std::string& more) {
        return import_terraform_text(
            state_of(managed("aws_lb", "shop", R"({"dns_name": "shop.example.net"})") + "," +
                     managed("aws_lb", "notice", R"({"dns_name": "notice.example.net"})") +
                     "," + managed("aws_cloudfront_distribution", "front", R"({"origin": [
            {"origin_id": "shop", "domain_name": "shop.example.net"},
            {"origin_id": "notice", "domain_name": "notice.example.net"}],
            "default_cache_behavior": [{"target_origin_id": "shop"}])" + more + "}")));
      };
  const TerraformImport spare = network("");
  CHECK(spare.need("aws_cloudfront_distribution.front", "aws_lb.shop") == "need");
  CHECK(spare.need("aws_cloudfront_distribution.front", "aws_lb.notice") == "soft");
  const TerraformImport used =
      network(R"(, "ordered_cache_behavior": [{"target_origin_id": "notice"}])");
  CHECK(used.need("aws_cloudfront_distribution.front", "aws_lb.notice") == "need");
}

}  // namespace cutpoint::testing::terraform_wiring_test
