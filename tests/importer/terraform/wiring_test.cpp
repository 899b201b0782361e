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

}  // namespace cutpoint::testing::terraform_wiring_test
