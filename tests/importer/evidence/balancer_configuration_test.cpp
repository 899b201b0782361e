// Routes in configurations of balancers, each in the words of its program.
#include "importer/evidence/balancer_configuration.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace cutpoint::testing::balancer_configuration_test {

namespace {

/// "a b | c": members of each route, with where it starts.
std::string routes_of(const std::string& text) {
  std::string listed;
  for (const BalancedRoute& route : balancer_configuration(text).routes) {
    if (!listed.empty()) listed += " | ";
    listed += std::to_string(route.line) + ":";
    for (const Address& member : route.members) listed += " " + member.host;
  }
  return listed;
}

}  // namespace

TEST_CASE("sections of HAProxy and servers of Traefik are a route each") {
  CHECK(routes_of("global\n  maxconn 9\nfrontend in\n  bind *:80\n  default_backend web\n"
                  "backend web\n  server a web-a:80 check\n  server b web-b:80 check\n"
                  "listen db\n  bind *:5432\n  server p pg:5432\n") == "6: web-a web-b | 9: pg");
  CHECK(routes_of("http:\n  services:\n    web:\n      loadBalancer:\n        servers:\n"
                  "          - url: \"http://web-a:80\"\n          - url: \"http://web-b:80\"\n"
                  "        healthCheck: {path: /}\n    api:\n      loadBalancer:\n"
                  "        servers:\n          - url: \"http://api:80\"\n") ==
        "5: web-a web-b | 11: api");
}

TEST_CASE("endpoints of Envoy's clusters are routes; what it listens on is none") {
  const std::string clusters =
      "static_resources:\n  listeners:\n  - address: {socket_address: {address: 10.0.0.1, "
      "port_value: 80}}\n  clusters:\n  - name: web\n    load_assignment:\n      endpoints:\n"
      "      - lb_endpoints:\n        - endpoint: {address: {socket_address: {address: web-a, "
      "port_value: 80}}}\n        - endpoint:\n            address:\n              "
      "socket_address:\n                address: web-b\n                port_value: 80\n"
      "  - name: auth\n    load_assignment:\n      endpoints:\n      - lb_endpoints:\n"
      "        - endpoint: {address: {socket_address: {address: auth, port_value: 80}}}\n"
      "admin:\n  address: {socket_address: {address: 10.0.0.2, port_value: 9901}}\n";
  CHECK(routes_of(clusters) == "6: web-a web-b | 16: auth");
}

TEST_CASE("a router of models goes to any that bears the model's name, and needs more besides") {
  const std::string models =
      "model_list:\n  - model_name: llama\n    litellm_params: {model: x, api_base: "
      "\"http://gpu-a:8000/v1\"}\n  - model_name: embed\n    litellm_params:\n      api_base: "
      "http://embed:80\n  - model_name: llama\n    litellm_params: {api_base: "
      "\"http://gpu-b:8000/v1\"}\nrouter_settings: {redis_host: cache}\n";
  CHECK(routes_of(models) == "3: gpu-a gpu-b | 6: embed");
  CHECK(balancer_configuration(models).names_others);
  CHECK_FALSE(balancer_configuration("location / { proxy_pass http://web; }").names_others);
}

TEST_CASE("other texts are no balancer's") {
  CHECK(routes_of("servers: [a, b]\n").empty());
  CHECK(routes_of("# backend web\n#  server a web-a:80\n").empty());
  CHECK(routes_of("").empty());
}

}  // namespace cutpoint::testing::balancer_configuration_test
