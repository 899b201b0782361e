// Ways in of plans and states: what stands open for users, what only operators reach, and what
// leads to what.
#include <string>

#include "tests/importer/terraform/import.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::terraform_ways_in_test {

namespace {

bool leads_to(const TerraformImport& import, std::string_view component) {
  for (const DraftJourney& journey : import.imported.draft.journeys) {
    for (const DraftRequirement& need : journey.needs) {
      if (need.component.value == component) return true;
    }
  }
  return false;
}

/// A machine with a public address behind a network security group of its subnet with one rule.
std::string azure_machine(const std::string& port, const std::string& source) {
  return state_of(
      managed("azurerm_subnet", "s", R"({"id": "/subscriptions/1/subnets/s"})") + "," +
      managed("azurerm_public_ip", "ip", R"({"id": "/subscriptions/1/publicIPAddresses/ip"})") +
      "," +
      managed("azurerm_network_interface", "nic",
              R"({"id": "/subscriptions/1/networkInterfaces/nic", "ip_configuration": [{
                 "subnet_id": "/subscriptions/1/subnets/s",
                 "public_ip_address_id": "/subscriptions/1/publicIPAddresses/ip"}]})") +
      "," +
      managed("azurerm_network_security_group", "nsg",
              R"({"id": "/subscriptions/1/networkSecurityGroups/nsg", "security_rule": [{
                 "access": "Allow", "direction": "Inbound", "protocol": "Tcp",
                 "source_address_prefix": ")" +
                  source + R"(", "destination_port_range": ")" + port + R"("}]})") +
      "," +
      managed("azurerm_subnet_network_security_group_association", "a",
              R"({"subnet_id": "/subscriptions/1/subnets/s",
                 "network_security_group_id": "/subscriptions/1/networkSecurityGroups/nsg"})") +
      "," +
      managed("azurerm_linux_virtual_machine", "web",
              R"({"id": "/subscriptions/1/virtualMachines/web",
                 "network_interface_ids": ["/subscriptions/1/networkInterfaces/nic"]})"));
}

constexpr std::string_view web = "azurerm_linux_virtual_machine.web";

}  // namespace

TEST_CASE("a machine of Azure is a way in where its groups let anybody to a port for users",
          "[terraform]") {
  CHECK(leads_to(import_terraform_text(azure_machine("443", "*")), web));
  CHECK(leads_to(import_terraform_text(azure_machine("8000-8080", "Internet")), web));
  CHECK_FALSE(leads_to(import_terraform_text(azure_machine("22", "*")), web));
  CHECK_FALSE(leads_to(import_terraform_text(azure_machine("3389", "0.0.0.0/0")), web));
  CHECK_FALSE(leads_to(import_terraform_text(azure_machine("443", "10.0.0.0/8")), web));
}

TEST_CASE("an endpoint that is an address leads to what has the address", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("azurerm_public_ip", "ip", R"({"id": "/subscriptions/1/publicIPAddresses/ip"})") +
      "," + managed("azurerm_lb", "lb", R"({"id": "/subscriptions/1/loadBalancers/lb",
          "frontend_ip_configuration": [
            {"public_ip_address_id": "/subscriptions/1/publicIPAddresses/ip"}]})") +
      "," +
      managed("azurerm_traffic_manager_profile", "name",
              R"({"id": "/subscriptions/1/profiles/p"})") +
      "," +
      managed("azurerm_traffic_manager_azure_endpoint", "one",
              R"({"profile_id": "/subscriptions/1/profiles/p",
                 "target_resource_id": "/subscriptions/1/publicIPAddresses/ip"})")));
  CHECK(import.need("azurerm_traffic_manager_profile.name", "azurerm_lb.lb") == "need");
  CHECK(leads_to(import, "azurerm_traffic_manager_profile.name"));
  CHECK_FALSE(leads_to(import, "azurerm_lb.lb"));
}

TEST_CASE("a pool of addresses has those machines whose interfaces have them", "[terraform]") {
  const auto machine = [](const std::string& name, const std::string& address) {
    return managed("azurerm_network_interface", name,
                   R"({"id": "/subscriptions/1/networkInterfaces/)" + name +
                       R"(", "ip_configuration": [{"private_ip_address": ")" + address +
                       R"("}]})") +
           "," +
           managed("azurerm_linux_virtual_machine", name,
                   R"({"id": "/subscriptions/1/virtualMachines/)" + name +
                       R"(", "network_interface_ids": ["/subscriptions/1/networkInterfaces/)" +
                       name + R"("]})");
  };
  const auto member = [](const std::string& name, const std::string& address) {
    return managed("azurerm_lb_backend_address_pool_address", name,
                   R"({"backend_address_pool_id": "/subscriptions/1/pools/p", "ip_address": ")" +
                       address + R"("})");
  };
  const TerraformImport import = import_terraform_text(state_of(
      managed("azurerm_lb", "lb", R"({"id": "/subscriptions/1/loadBalancers/lb"})") + "," +
      managed("azurerm_lb_backend_address_pool", "p", R"({"id": "/subscriptions/1/pools/p",
          "loadbalancer_id": "/subscriptions/1/loadBalancers/lb"})") +
      "," + machine("a", "10.1.0.4") + "," + machine("b", "10.1.0.5") + "," +
      machine("c", "10.1.0.6") + "," + member("a", "10.1.0.4") + "," + member("b", "10.1.0.5")));
  CHECK(import.need("azurerm_lb.lb", "azurerm_linux_virtual_machine.a") == "group");
  CHECK(import.need("azurerm_lb.lb", "azurerm_linux_virtual_machine.b") == "group");
  CHECK(import.need("azurerm_lb.lb", "azurerm_linux_virtual_machine.c") == "none");
}

TEST_CASE("a task with an address of its own is a way in, one without is none", "[terraform]") {
  const auto task = [](const std::string& assigned) {
    return import_terraform_text(state_of(
        managed("aws_security_group", "open", R"({"id": "sg-0123456789abcdef0", "ingress": [{
            "cidr_blocks": ["0.0.0.0/0"], "from_port": 8080, "to_port": 8080, "protocol": "tcp"}]})") +
        "," +
        managed("aws_ecs_service", "app",
                R"({"name": "app", "network_configuration": [{
            "assign_public_ip": )" +
                    assigned + R"(, "security_groups": ["sg-0123456789abcdef0"]}]})")));
  };
  CHECK(leads_to(task("true"), "aws_ecs_service.app"));
  CHECK_FALSE(leads_to(task("false"), "aws_ecs_service.app"));
}

TEST_CASE("a bucket that everybody may read is a way in", "[terraform]") {
  const auto bucket = [](const std::string& member) {
    return import_terraform_text(state_of(
        managed("google_storage_bucket", "files", R"({"name": "files-of-the-shop"})") + "," +
        managed("google_storage_bucket_iam_member", "read",
                R"({"bucket": "b/files-of-the-shop", "role": "roles/storage.objectViewer",
                            "member": ")" +
                    member + R"("})")));
  };
  CHECK(leads_to(bucket("allUsers"), "google_storage_bucket.files"));
  CHECK_FALSE(leads_to(bucket("user:a@example.com"), "google_storage_bucket.files"));
}

TEST_CASE("whose pages may call an interface is no need of it", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_cloudfront_distribution", "site",
              R"({"id": "E1", "domain_name": "d111111abcdef8.cloudfront.net"})") +
      "," + managed("aws_apigatewayv2_api", "api", R"({"id": "a1b2c3d4e5", "cors_configuration": [{
          "allow_origins": ["https://d111111abcdef8.cloudfront.net"]}]})")));
  CHECK(import.need("aws_apigatewayv2_api.api", "aws_cloudfront_distribution.site") == "none");
  CHECK(leads_to(import, "aws_cloudfront_distribution.site"));
  CHECK(leads_to(import, "aws_apigatewayv2_api.api"));
}

TEST_CASE(
    "apps of one environment call each other by name, and those without a port are called by "
    "nobody",
    "[terraform]") {
  const auto app = [](const std::string& name, const std::string& environment,
                      const std::string& calls, bool has_port) {
    return managed("azurerm_container_app", name,
                   R"({"id": "/apps/)" + environment + name + R"(", "name": ")" + name +
                       R"(", "container_app_environment_id": "/environments/)" + environment +
                       R"(", "ingress": [)" +
                       (has_port ? R"({"external_enabled": true, "target_port": 80})" : "") +
                       R"(], "template": [{"container": [{"env": [
                          {"name": "NEXT", "value": ")" +
                       calls + R"("}]}]}]})");
  };
  const TerraformImport import = import_terraform_text(
      state_of(app("front", "one", "http://orders:8080", true) + "," +
               app("orders", "one", "none", true) + "," + app("worker", "one", "none", false) +
               "," + app("stranger", "two", "http://orders:8080", true)));
  CHECK(import.need("azurerm_container_app.front", "azurerm_container_app.orders") == "need");
  CHECK(import.need("azurerm_container_app.stranger", "azurerm_container_app.orders") == "none");
  CHECK(leads_to(import, "azurerm_container_app.front"));
  CHECK_FALSE(leads_to(import, "azurerm_container_app.worker"));
}

TEST_CASE("a gateway of a state calls the function that its integration has the address of",
          "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_api_gateway_rest_api", "api", R"({"id": "a1b2c3d4e5", "name": "api"})") + "," +
      managed("aws_lambda_function", "f",
              R"({"arn": "arn:aws:lambda:eu-west-1:1:function:f", "function_name": "f"})") +
      "," + managed("aws_api_gateway_integration", "i", R"({"rest_api_id": "a1b2c3d4e5", "uri":
          "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations"})")));
  CHECK(import.need("aws_api_gateway_rest_api.api", "aws_lambda_function.f") == "need");
}

TEST_CASE("what makes a website of a bucket names it in a state too", "[terraform]") {
  const TerraformImport import = import_terraform_text(state_of(
      managed("aws_s3_bucket", "pages", R"({"id": "the-pages", "bucket": "the-pages"})") + "," +
      managed("aws_s3_bucket", "files", R"({"id": "the-files", "bucket": "the-files"})") + "," +
      managed("aws_s3_bucket_website_configuration", "w",
              R"({"id": "the-pages", "bucket": "the-pages"})")));
  CHECK(leads_to(import, "aws_s3_bucket.pages"));
  CHECK_FALSE(leads_to(import, "aws_s3_bucket.files"));
}

TEST_CASE("a balancer serves its bucket, and does not need the names that it answers to",
          "[terraform]") {
  const std::string project = "https://www.googleapis.com/compute/v1/projects/p/global/";
  const TerraformImport import = import_terraform_text(state_of(
      managed("google_storage_bucket", "site",
              R"({"id": "the-site-of-all", "name": "the-site-of-all"})") +
      "," +
      managed("google_compute_backend_bucket", "b",
              R"({"self_link": ")" + project +
                  R"(backendBuckets/b", "bucket_name": "the-site-of-all"})") +
      "," +
      managed("google_compute_url_map", "m",
              R"({"self_link": ")" + project + R"(urlMaps/m", "default_service": ")" + project +
                  R"(backendBuckets/b", "host_rule": [{"hosts": ["www.example.org."]}]})") +
      "," +
      managed("google_compute_target_http_proxy", "p",
              R"({"self_link": ")" + project + R"(targetHttpProxies/p", "url_map": ")" + project +
                  R"(urlMaps/m"})") +
      "," +
      managed("google_compute_global_forwarding_rule", "f",
              R"({"load_balancing_scheme": "EXTERNAL", "ip_address": "192.0.2.7", "target": ")" +
                  project + R"(targetHttpProxies/p"})") +
      "," +
      managed("google_dns_record_set", "www",
              R"({"name": "www.example.org.", "type": "A", "rrdatas": ["192.0.2.7"]})")));
  const std::string rule = "google_compute_global_forwarding_rule.f";
  CHECK(import.need("google_dns_record_set.www", rule) == "need");
  CHECK(import.need(rule, "google_storage_bucket.site") == "need");
  CHECK(import.need(rule, "google_dns_record_set.www") == "none");
  CHECK(import.imported.draft.journeys.size() == 1);
}

TEST_CASE("containers with a public address and a port are a way in", "[terraform]") {
  const auto ways = [](const std::string& address) {
    return import_terraform_text(
               state_of(managed("azurerm_container_group", "site",
                                R"({"ip_address_type": ")" + address +
                                    R"(", "container": [{"ports": [{"port": 80}]}]})")))
        .imported.draft.journeys.size();
  };
  CHECK(ways("Public") == 1);
  CHECK(ways("Private") == 0);
}

TEST_CASE("a machine of OpenStack with a floating address and an open port is a way in",
          "[terraform]") {
  const auto ways = [](const std::string& port) {
    return import_terraform_text(
               state_of(
                   managed("openstack_compute_secgroup_v2", "front",
                           R"({"name": "front-of-the-whole-shop", "rule": [{"cidr": "0.0.0.0/0",
                                    "from_port": )" +
                               port + R"(, "to_port": )" + port + R"(}]})") +
                   "," +
                   managed("openstack_compute_instance_v2", "proxy",
                           R"({"id": "5b0c6f1e-1111-2222-3333-444455556666",
                                    "security_groups": ["front-of-the-whole-shop"]})") +
                   "," +
                   managed("openstack_compute_floatingip_associate_v2", "proxy",
                           R"({"instance_id": "5b0c6f1e-1111-2222-3333-444455556666"})")))
        .imported.draft.journeys.size();
  };
  CHECK(ways("443") == 1);
  CHECK(ways("22") == 0);
}

}  // namespace cutpoint::testing::terraform_ways_in_test
