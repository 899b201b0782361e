// What plans hide, and what permissions say: told, and no need.
#include <fmt/format.h>

#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::weak_evidence_test {

namespace {

/// A plan of resources, whose values follow from the apply, and their blocks.
std::string plan_with(const std::string& planned, const std::string& configuration,
                      const std::string& changes = "") {
  return R"({"format_version": "1.2", "planned_values": {"root_module": {"resources": [)" +
         planned + R"(]}}, "resource_changes": [)" + changes +
         R"(], "configuration": {"root_module": {"resources": [)" + configuration + "]}}}";
}

std::string planned(const std::string& type, const std::string& name, const std::string& key) {
  return R"({"address": ")" + type + "." + name + R"([\")" + key +
         R"(\"]", "mode": "managed", "type": ")" + type + R"(", "name": ")" + name +
         R"(", "index": ")" + key + R"(", "values": {"tags": null}})";
}

}  // namespace

TEST_CASE("each.value is what for_each goes over, key by key", "[terraform]") {
  const std::string both =
      planned("aws_db_instance", "db", "eu") + "," + planned("aws_db_instance", "db", "us") + "," +
      planned("aws_instance", "app", "eu") + "," + planned("aws_instance", "app", "us");
  const TerraformImport import =
      import_terraform_text(plan_with(both, R"({"address": "aws_db_instance.db", "expressions": {}},
              {"address": "aws_instance.app",
               "for_each_expression": {"references": ["aws_db_instance.db"]},
               "expressions": {"user_data": {"references": ["each.value.address", "each.value"]}}})"));
  const std::string app = R"(aws_instance.app["eu"])";
  CHECK(import.need(app, R"(aws_db_instance.db["eu"])") == "need");
  CHECK(import.need(app, R"(aws_db_instance.db["us"])") == "none");
}

TEST_CASE("a local that for_each goes over hides whom it names, and that is told", "[terraform]") {
  const TerraformImport import =
      import_terraform_text(plan_with(planned("aws_instance", "app", "eu"),
                                      R"({"address": "aws_instance.app",
          "for_each_expression": {"references": ["local.sites"]},
          "expressions": {"user_data": {"references": ["each.value.address", "each.value"]}}})"));
  CHECK(import.found("hidden-references"));
}

TEST_CASE("a dynamic block with values that follow from the apply is told", "[terraform]") {
  const auto plan_of_blocks = [](const std::string& expressions) {
    const std::string head =
        R"("address": "aws_lb_listener.a", "mode": "managed", "type": "aws_lb_listener", "name": "a")";
    return plan_with("{" + head + R"(, "values": {"default_action": [{"type": "forward"}]}},
                     {"address": "aws_lb.a", "mode": "managed", "type": "aws_lb", "name": "a", "values": {}})",
                     R"({"address": "aws_lb_listener.a", "expressions": )" + expressions + "}",
                     "{" + head + R"(, "change": {"actions": ["create"], "after": {},
                       "after_unknown": {"id": true, "default_action": [{"target_group_arn": true}]}}})");
  };
  CHECK(import_terraform_text(plan_of_blocks("{}")).found("hidden-references"));
  CHECK_FALSE(
      import_terraform_text(
          plan_of_blocks(R"({"default_action": [{"target_group_arn": {"references": []}}]})"))
          .found("hidden-references"));
}

TEST_CASE("application security groups of Azure say who may talk to whom", "[terraform]") {
  const auto group = [](const std::string& name) {
    return managed("azurerm_application_security_group", name,
                   R"({"id": "/subscriptions/1/asg/)" + name + R"("})");
  };
  const auto machine = [](const std::string& name) {
    const std::string nic = "/subscriptions/1/networkInterfaces/" + name;
    return managed("azurerm_network_interface", name, R"({"id": ")" + nic + R"("})") + "," +
           managed("azurerm_linux_virtual_machine", name,
                   R"({"network_interface_ids": [")" + nic + R"("]})") +
           "," +
           managed("azurerm_network_interface_application_security_group_association", name,
                   R"({"network_interface_id": ")" + nic +
                       R"(", "application_security_group_id": "/subscriptions/1/asg/)" + name +
                       R"("})");
  };
  const auto rule = [](const std::string& access) {
    return managed("azurerm_network_security_rule", "in",
                   R"({"access": ")" + access +
                       R"(", "source_application_security_group_ids": ["/subscriptions/1/asg/web"],
                       "destination_application_security_group_ids": ["/subscriptions/1/asg/data"]})");
  };
  const std::string machines =
      group("web") + "," + group("data") + "," + machine("web") + "," + machine("data") + ",";
  const TerraformImport allowed = import_terraform_text(state_of(machines + rule("Allow")));
  const std::string talk =
      "azurerm_linux_virtual_machine.web: may talk to azurerm_linux_virtual_machine.data";
  CHECK(has(allowed.all_shown(), talk));
  CHECK(allowed.need("azurerm_linux_virtual_machine.web", "azurerm_linux_virtual_machine.data") ==
        "none");
  CHECK_FALSE(has(import_terraform_text(state_of(machines + rule("Deny"))).all_shown(), talk));

  // Several rules in one group: each pairs its own ends.
  const auto entry = [](const char* access, const char* from, const char* to) {
    return fmt::format(R"({{"access": "{}", "source_application_security_group_ids":
        ["/subscriptions/1/asg/{}"], "destination_application_security_group_ids":
        ["/subscriptions/1/asg/{}"]}})",
                       access, from, to);
  };
  const std::string inside =
      managed("azurerm_network_security_group", "all",
              fmt::format(R"({{"id": "/subscriptions/1/nsg/all", "security_rule": [{}, {}, {}]}})",
                          entry("Allow", "web", "data"), entry("Allow", "data", "logs"),
                          entry("Deny", "web", "logs")));
  const std::string shown = import_terraform_text(state_of(group("logs") + "," + machine("logs") +
                                                           "," + machines + inside))
                                .all_shown();
  CHECK(has(shown, talk));
  CHECK(has(shown,
            "azurerm_linux_virtual_machine.data: may talk to "
            "azurerm_linux_virtual_machine.logs"));
  CHECK_FALSE(has(shown,
                  "azurerm_linux_virtual_machine.web: may talk to "
                  "azurerm_linux_virtual_machine.logs"));
  CHECK_FALSE(has(shown,
                  "azurerm_linux_virtual_machine.data: may talk to "
                  "azurerm_linux_virtual_machine.web"));
}

TEST_CASE("what the service account of a program may use is told, and no need", "[terraform]") {
  const std::string account =
      managed("google_service_account", "shop", R"({"email": "shop@p.iam.gserviceaccount.com"})");
  const std::string program = managed(
      "google_cloud_run_v2_service", "shop",
      R"({"name": "shop", "template": [{"service_account": "shop@p.iam.gserviceaccount.com"}]})");
  const std::string data =
      managed("google_storage_bucket", "images", R"({"name": "images-of-the-shop"})") + "," +
      managed("google_sql_database_instance", "orders", R"({"name": "orders"})") + "," +
      managed("google_pubsub_topic", "news", R"({"name": "news"})");
  const std::string member = R"("member": "serviceAccount:shop@p.iam.gserviceaccount.com")";
  const TerraformImport import = import_terraform_text(state_of(
      account + "," + program + "," + data + "," +
      managed("google_storage_bucket_iam_member", "read",
              R"({"bucket": "images-of-the-shop", "role": "roles/storage.objectViewer", )" +
                  member + "}") +
      "," +
      managed("google_project_iam_member", "sql",
              R"({"role": "roles/cloudsql.client", )" + member + "}")));
  const std::string shown = import.all_shown();
  const std::string shop = "google_cloud_run_v2_service.shop";
  CHECK(has(shown, shop + ": may use google_storage_bucket.images"));
  CHECK(has(shown, shop + ": may use google_sql_database_instance.orders"));
  CHECK_FALSE(has(shown, shop + ": may use google_pubsub_topic.news"));
  CHECK(has(shown, "which has roles/cloudsql.client; a permission is no need"));
  CHECK(import.need(shop, "google_sql_database_instance.orders") == "none");
}

TEST_CASE("a script that a machine starts with names whom it needs, encoded or not",
          "[terraform]") {
  const std::string data =
      managed("aws_db_instance", "shop", R"({"address": "shop.c1.eu-west-1.rds.amazonaws.com"})");
  const auto machine = [](const std::string& script) {
    return managed("aws_instance", "web", R"({"user_data": ")" + script + R"("})");
  };
  for (const char* script :
       {"#!/bin/sh\\nexport DB_HOST=shop.c1.eu-west-1.rds.amazonaws.com\\n",
        "IyEvYmluL3NoCmV4cG9ydCBEQl9IT1NUPXNob3AuYzEuZXUtd2VzdC0xLnJkcy5hbWF6b25hd3MuY29tCg=="}) {
    INFO(script);
    const TerraformImport import = import_terraform_text(state_of(data + "," + machine(script)));
    CHECK(import.need("aws_instance.web", "aws_db_instance.shop") == "need");
  }
}

}  // namespace cutpoint::testing::weak_evidence_test
