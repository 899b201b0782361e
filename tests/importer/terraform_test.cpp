#include <map>

#include "importer/terraform/inventory/address.hpp"
#include "importer/terraform/inventory/plan_text.hpp"
#include "importer/terraform/inventory/resource_types.hpp"
#include "importer/terraform/placement.hpp"
#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::terraform_test {

namespace {

std::string plan_of(const std::string& type, const std::string& values,
                    const std::string& unknown) {
  const std::string head = R"("address": ")" + type + R"(.a", "mode": "managed", "type": ")" +
                           type + R"(", "name": "a")";
  return R"({"format_version": "1.2", "planned_values": {"root_module": {"resources": [{)" + head +
         R"(, "values": )" + values + R"(}]}}, "resource_changes": [{)" + head +
         R"(, "change": {"actions": ["create"], "after": )" + values + R"(, "after_unknown": )" +
         unknown + "}}]}";
}

std::string utf16(const std::string& text) {
  std::string out = "\xFF\xFE";
  for (const char c : text) {
    out += c;
    out += '\0';
  }
  return out;
}

}  // namespace

TEST_CASE("addresses of resources are taken apart", "[terraform]") {
  const terraform::Address address =
      terraform::parse_address(R"(module.a["x.y[0]"].module.b.data.aws_ami.this[3])");
  CHECK(terraform::module_path(address) == "module.a.module.b");
  CHECK(terraform::module_instance(address) == R"(module.a["x.y[0]"].module.b)");
  CHECK(terraform::block_address(address) == "module.a.module.b.data.aws_ami.this");
  CHECK(terraform::key_text(address.resource) == "[3]");
}

TEST_CASE("what stands behind a module in a reference is an output", "[terraform]") {
  const terraform::Address output = terraform::parse_reference("module.net.private_subnets[1]");
  CHECK(output.type.empty());
  REQUIRE(output.rest.size() == 1);
  CHECK(output.rest.front().name == "private_subnets");
  CHECK(output.rest.front().key == "1");
  const terraform::Address splat = terraform::parse_reference("aws_subnet.a.*.id");
  CHECK(splat.resource.is_splat);
}

TEST_CASE("zones know their region", "[terraform]") {
  CHECK(terraform::region_of_zone("eu-west-1a") == "eu-west-1");
  CHECK(terraform::region_of_zone("us-central1-b") == "us-central1");
  CHECK(terraform::region_of_zone("westeurope-2") == "westeurope");
  CHECK(terraform::region_of_zone("eu-west-1").empty());
  CHECK(terraform::region_of_zone("us-central1").empty());
  CHECK(terraform::region_of_zone("westeurope").empty());
}

TEST_CASE("the region of an ARN that is no name of a place is not taken for one", "[terraform]") {
  for (const auto& [region, known] :
       {std::pair("eu-west-1", true), std::pair(" ", false), std::pair("EU (west)", false)}) {
    INFO('"' << region << '"');
    const TerraformImport import = import_terraform_text(
        R"({"version": 4, "terraform_version": "1.5.0", "resources": [{"mode": "managed",)"
        R"("type": "aws_sqs_queue", "name": "jobs", "instances": [{"attributes":)"
        R"({"arn": "arn:aws:sqs:)" +
        std::string(region) + R"(:1:jobs"}}]}]})");
    CHECK((import.component(region) != nullptr) == known);
    const DraftComponent* queue = import.component("aws_sqs_queue.jobs");
    REQUIRE(queue != nullptr);
    CHECK(queue->runs_on.empty() != known);
  }
}

TEST_CASE("no type has two rows, and every kind is in the catalogue", "[terraform]") {
  const terraform::ResourceTypes types;
  CHECK(types.find("aws_iam_policy_document").part == terraform::Part::permission);
  CHECK(types.find("aws_lb").kind == "load_balancer");
  CHECK(types.find("no_such_type").part == terraform::Part::unknown);
  std::map<std::string_view, int> rows;
  for (const terraform::ProviderTable* table :
       {&terraform::aws_table(), &terraform::azure_table(), &terraform::google_table(),
        &terraform::other_table()}) {
    for (const terraform::ResourceType& row : table->types) ++rows[row.type];
    for (const terraform::CountRule& row : table->counts)
      CHECK(types.find(row.type).part != terraform::Part::unknown);
    for (const terraform::ReferenceRule& row : table->references)
      CHECK((row.type.empty() || types.find(row.type).part != terraform::Part::unknown));
  }
  for (const auto& [type, count] : rows) {
    INFO(type);
    CHECK(count == 1);
  }
}

TEST_CASE("masks hide values and keep every place", "[terraform]") {
  const std::string text =
      R"({"resources": [{"type": "t", "values": {"password": "hunter2", "port": 12, "on": true}}]})";
  const std::string shown = terraform::masked(text);
  CHECK(shown.size() == text.size());
  CHECK(
      shown ==
      R"({"resources": [{"type": "t", "values": {"password": "*******", "port": **, "on": true}}]})");
}

TEST_CASE("a plan is read whatever a wrapper puts around it", "[terraform]") {
  const std::string state = state_of(managed("aws_sqs_queue", "q", R"({"name": "q"})"));
  SECTION("UTF-16 with a byte order mark") {
    const TerraformImport import = import_terraform_text(utf16(state));
    CHECK(import.component("aws_sqs_queue.q") != nullptr);
  }
  SECTION("text before and behind") {
    const TerraformImport import =
        import_terraform_text("[command]terraform {show}\n" + state + "\n::debug::done {}\n");
    CHECK(import.component("aws_sqs_queue.q") != nullptr);
    CHECK(import.found("text-around-json"));
  }
  SECTION("plain") {
    CHECK_FALSE(import_terraform_text(state).found("text-around-json"));
  }
}

TEST_CASE("what is neither plan nor state is refused with what to do", "[terraform]") {
  for (const std::string text :
       {R"({"@level": "info", "@message": "Terraform 1.9"})", R"({"version": 2})", R"({"a": 1})",
        "resource \"a\" \"b\" {", ""}) {
    const TerraformImport import = import_terraform_text(text);
    INFO(text);
    REQUIRE(import.diagnostics.has_errors());
    CHECK(import.found("terraform-form"));
    CHECK(has(import.diagnostics.all().front().help, "show -json"));
  }
}

TEST_CASE("a broken plan is an error at its place", "[terraform]") {
  const TerraformImport import = import_terraform_text("{\"version\": 4,\n \"resources\": [}");
  REQUIRE(import.found("json-syntax"));
  CHECK(import.diagnostics.all().front().span.line == 2);
}

TEST_CASE("a count of null is the provider's default, one that is not there is not known",
          "[terraform]") {
  const auto service = [](const std::string& attributes) {
    return import_terraform_text(state_of(managed("aws_ecs_service", "s", attributes) + "," +
                                          managed("aws_sqs_queue", "q", R"({"name": "q"})")));
  };
  const TerraformImport none = service(R"({"id": "x", "desired_count": null})");
  CHECK(none.component("aws_ecs_service.s") == nullptr);
  CHECK(none.found("no-instances"));
  CHECK(service(R"({"id": "x"})").component("aws_ecs_service.s") != nullptr);
}

TEST_CASE("an attribute that is only known after the apply is not taken for false", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      plan_of("aws_db_instance", R"({"identifier": "a"})", R"({"id": true, "multi_az": true})"));
  CHECK(has(import.all_shown(), "multi_az is only known after the apply"));
}

TEST_CASE("types that no table knows are told with their count", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      state_of(managed("acme_widget", "a", "{}") + "," + managed("acme_widget", "b", "{}") + "," +
               managed("aws_sqs_queue", "q", R"({"name": "q"})")));
  REQUIRE(import.found("unknown-types"));
  CHECK(has(import.all_shown(), "acme_widget (2)"));
}

TEST_CASE("a permission to talk is no need", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_security_group", "web", R"({"id": "sg-0000000000000001"})") + "," +
      managed("aws_security_group", "db",
              R"({"id": "sg-0000000000000002", "ingress": [
                      {"security_groups": ["sg-0000000000000001"]}]})") +
      "," +
      managed("aws_instance", "web", R"({"vpc_security_group_ids": ["sg-0000000000000001"]})") +
      "," +
      managed("aws_db_instance", "db", R"({"vpc_security_group_ids": ["sg-0000000000000002"]})")));
  CHECK(import.need("aws_instance.web", "aws_db_instance.db") == "none");
  CHECK(has(import.all_shown(), "aws_instance.web: may talk to aws_db_instance.db"));
}

TEST_CASE("addresses of a state answer, and hosts that nothing has stay unmet", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      state_of(managed("aws_db_instance", "db",
                       R"({"id": "db", "endpoint": "db.abc.eu-west-1.rds.amazonaws.com:5432"})") +
               "," + managed("aws_lambda_function", "f", R"({"environment": [{"variables": {
          "A": "postgres://u:pw@db.abc.eu-west-1.rds.amazonaws.com/x",
          "B": "https://api.example.net:8443/v1"}}]})")));
  CHECK(import.need("aws_lambda_function.f", "aws_db_instance.db") == "need");
  REQUIRE(import.imported.answers.size() == 1);
  CHECK(import.imported.answers.front().address == "db.abc.eu-west-1.rds.amazonaws.com");
  REQUIRE(import.imported.unmet.size() == 1);
  CHECK(import.imported.unmet.front().address == "api.example.net");
  CHECK(import.imported.unmet.front().port == 8443);
  CHECK_FALSE(has(import.all_shown(), "u:pw"));
}

TEST_CASE("a machine with a public address and an open port is a way in", "[terraform]") {
  const auto machine_with_port = [](const std::string& port) {
    return import_terraform_text(
        state_of(managed("aws_security_group", "g",
                         R"({"id": "sg-0000000000000001", "ingress": [{"cidr_blocks": ["0.0.0.0/0"],
                        "protocol": "tcp", "from_port": )" +
                             port + R"(, "to_port": )" + port + "}]}") +
                 "," +
                 managed("aws_instance", "m",
                         R"({"public_ip": "203.0.113.7",
                        "vpc_security_group_ids": ["sg-0000000000000001"]})")));
  };
  CHECK(machine_with_port("443").imported.draft.journeys.size() == 1);
  CHECK(machine_with_port("22").imported.draft.journeys.empty());
}

TEST_CASE("a firewall of Google opens machines by network and tag", "[terraform]") {
  const auto ways_in = [](const std::string& firewall, const std::string& machine) {
    const TerraformImport import = import_terraform_text(
        state_of(managed("google_compute_firewall", "f",
                         R"({"network": "https://compute.example/global/networks/default", )" +
                             firewall + "}") +
                 "," +
                 managed("google_compute_instance", "m",
                         R"({"zone": "europe-west1-b", "tags": ["web"], "network_interface": [)" +
                             machine + "]}")));
    return import.imported.draft.journeys.size();
  };
  const std::string open = R"("source_ranges": ["0.0.0.0/0"], "allow": [{"protocol": "tcp", )";
  const std::string facing = R"({"network": "default", "access_config": [{}]})";
  CHECK(ways_in(open + R"("ports": ["443"]}])", facing) == 1);
  CHECK(ways_in(open + R"("ports": ["443"]}], "target_tags": ["web"])", facing) == 1);
  CHECK(ways_in(open + R"("ports": ["443"]}], "target_tags": ["db"])", facing) == 0);
  CHECK(ways_in(open + R"("ports": ["22"]}])", facing) == 0);
  CHECK(ways_in(open + R"("ports": ["443"]}], "direction": "EGRESS")", facing) == 0);
  CHECK(ways_in(open + R"("ports": ["443"]}])", R"({"network": "default"})") == 0);
  CHECK(ways_in(open + R"("ports": ["443"]}])", R"({"network": "inner", "access_config": [{}]})") ==
        0);
}

TEST_CASE("a name for a database is no way in", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      state_of(managed("aws_db_instance", "db",
                       R"({"id": "db", "address": "db.abc.eu-west-1.rds.amazonaws.com"})") +
               "," +
               managed("aws_route53_record", "db",
                       R"({"name": "db.example.org", "type": "CNAME",
                      "records": ["db.abc.eu-west-1.rds.amazonaws.com"]})")));
  CHECK(import.need("aws_route53_record.db", "aws_db_instance.db") == "need");
  CHECK(import.imported.draft.journeys.empty());
}

TEST_CASE("a target with the weight 0 is not in use", "[terraform]") {
  const auto group = [](const std::string& name) {
    return managed("aws_lb_target_group", name,
                   R"({"id": "arn:aws:x:r:1:targetgroup/)" + name + "\"}") +
           "," +
           managed("aws_autoscaling_group", name,
                   R"({"min_size": 1, "target_group_arns": ["arn:aws:x:r:1:targetgroup/)" + name +
                       "\"]}");
  };
  const TerraformImport import = import_terraform_text(
      state_of(managed("aws_lb", "l", R"({"id": "arn:aws:x:r:1:loadbalancer/l"})") + "," +
               managed("aws_lb_listener", "l",
                       R"({"load_balancer_arn": "arn:aws:x:r:1:loadbalancer/l",
                               "default_action": [{"forward": [{"target_group": [
                                 {"arn": "arn:aws:x:r:1:targetgroup/blue", "weight": 100},
                                 {"arn": "arn:aws:x:r:1:targetgroup/green", "weight": 0}]}]}]})") +
               "," + group("blue") + "," + group("green")));
  CHECK(import.need("aws_lb.l", "aws_autoscaling_group.blue") == "need");
  CHECK(import.need("aws_lb.l", "aws_autoscaling_group.green") == "none");
}

TEST_CASE("a dependency beside attributes that do not name it is a soft need of data",
          "[terraform]") {
  const TerraformImport import = import_terraform_text(
      R"({"version": 4, "resources": [
        {"mode": "managed", "type": "aws_db_instance", "name": "db",
         "instances": [{"attributes": {"id": "db"}}]},
        {"mode": "managed", "type": "aws_instance", "name": "web", "instances": [{"attributes": {
          "id": "i-0123456789abcdef0", "ami": "a", "instance_type": "t3.micro",
          "user_data": "d2a5f0", "tags": {}}, "dependencies": ["aws_db_instance.db",
          "aws_vpc.gone"]}]}]})");
  CHECK(import.need("aws_instance.web", "aws_db_instance.db") == "soft");
  CHECK(import.found("dangling-references"));
}

TEST_CASE("a connection string is not shown, and the database in it is found", "[terraform]") {
  const TerraformImport import = import_terraform_text(
      state_of(managed("azurerm_postgresql_flexible_server", "pg",
                       R"({"id": "/pg", "fqdn": "shop.postgres.database.azure.com"})") +
               "," +
               managed("azurerm_linux_web_app", "web",
                       R"({"connection_string": [{"name": "db", "value":
                      "Server=tcp:shop.postgres.database.azure.com,5432;Password=hush-hush"}]})")));
  CHECK(import.need("azurerm_linux_web_app.web", "azurerm_postgresql_flexible_server.pg") ==
        "need");
  CHECK_FALSE(has(import.all_shown(), "hush-hush"));
}

TEST_CASE("each shard of a cache is needed, and what scales to nothing is started when called",
          "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_elasticache_replication_group", "c",
              R"({"id": "c", "num_node_groups": 3, "replicas_per_node_group": 1,
                      "num_cache_clusters": 6, "automatic_failover_enabled": true})") +
      "," +
      managed("azurerm_container_app", "a", R"({"id": "/a", "template": [{"min_replicas": 0}]})")));
  const DraftComponent* cache = import.component("aws_elasticache_replication_group.c");
  REQUIRE(cache != nullptr);
  CHECK(cache->replicas->value == 6);
  CHECK(cache->at_least->value == 5);
  CHECK(import.component("azurerm_container_app.a") != nullptr);
}

TEST_CASE("instances of modules with one key belong together", "[terraform]") {
  const auto modules = [](const std::string& name, const std::string& type) {
    std::string out;
    for (const std::string key : {"eu", "us"}) {
      const std::string module = "module." + name + R"([\")" + key + R"(\"])";
      out += R"(,{"address": ")" + module + R"(", "resources": [{"address": ")" + module + "." +
             type + R"(.this", "values": {"tags": null}}]})";
    }
    return out.substr(1);
  };
  const TerraformImport import = import_terraform_text(
      R"({"format_version": "1.2", "planned_values": {"root_module": {"child_modules": [)" +
      modules("app", "aws_instance") + "," + modules("db", "aws_db_instance") +
      R"(]}}, "configuration": {"root_module": {"module_calls": {
        "app": {"expressions": {"db": {"references":
            ["module.db", "each.key", "module.db.endpoint"]}},
          "module": {"resources": [{"address": "aws_instance.this",
            "expressions": {"user_data": {"references": ["var.db"]}}}]}},
        "db": {"module": {"outputs": {"endpoint": {"expression": {"references":
            ["aws_db_instance.this.endpoint", "aws_db_instance.this"]}}},
          "resources": [{"address": "aws_db_instance.this", "expressions": {}}]}}}}}})");
  const std::string app = R"(module.app["eu"].aws_instance.this)";
  CHECK(import.need(app, R"(module.db["eu"].aws_db_instance.this)") == "need");
  CHECK(import.need(app, R"(module.db["us"].aws_db_instance.this)") == "none");
}

}  // namespace cutpoint::testing::terraform_test
