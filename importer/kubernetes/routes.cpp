#include "importer/kubernetes/routes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include <fmt/format.h>

#include "importer/kubernetes/objects/paths.hpp"

namespace cutpoint::kubernetes {

namespace {

constexpr std::array route_rows = {
    RouteKind{"Ingress", "", "spec.defaultBackend.service", "name", ""},
    RouteKind{"Ingress", "", "spec.backend", "serviceName", ""},
    RouteKind{"Ingress", "", "spec.rules.*.http.paths.*.backend.service", "name", ""},
    RouteKind{"Ingress", "", "spec.rules.*.http.paths.*.backend", "serviceName", ""},
    RouteKind{"HTTPRoute", "gateway.networking.k8s.io", "spec.rules.*.backendRefs.*", "name",
              "namespace"},
    RouteKind{"GRPCRoute", "gateway.networking.k8s.io", "spec.rules.*.backendRefs.*", "name",
              "namespace"},
    RouteKind{"TCPRoute", "gateway.networking.k8s.io", "spec.rules.*.backendRefs.*", "name",
              "namespace"},
    RouteKind{"TLSRoute", "gateway.networking.k8s.io", "spec.rules.*.backendRefs.*", "name",
              "namespace"},
    RouteKind{"UDPRoute", "gateway.networking.k8s.io", "spec.rules.*.backendRefs.*", "name",
              "namespace"},
    RouteKind{"VirtualService", "istio.io", "spec.http.*.route.*.destination", "host", ""},
    RouteKind{"VirtualService", "istio.io", "spec.tcp.*.route.*.destination", "host", ""},
    RouteKind{"VirtualService", "istio.io", "spec.tls.*.route.*.destination", "host", ""},
    RouteKind{"IngressRoute", "", "spec.routes.*.services.*", "name", "namespace"},
    RouteKind{"IngressRouteTCP", "", "spec.routes.*.services.*", "name", "namespace"},
    RouteKind{"IngressRouteUDP", "", "spec.routes.*.services.*", "name", "namespace"},
    RouteKind{"VirtualServer", "k8s.nginx.org", "spec.upstreams.*", "service", ""},
    RouteKind{"TransportServer", "k8s.nginx.org", "spec.upstreams.*", "service", ""},
    RouteKind{"TCPIngress", "configuration.konghq.com", "spec.rules.*.backend", "serviceName", ""},
    RouteKind{"UDPIngress", "configuration.konghq.com", "spec.rules.*.backend", "serviceName", ""},
    RouteKind{"RouteGroup", "zalando.org", "spec.backends.*", "serviceName", ""},
    RouteKind{"DomainMapping", "serving.knative.dev", "spec.ref", "name", ""},
    RouteKind{"HTTPProxy", "projectcontour.io", "spec.routes.*.services.*", "name", ""},
    RouteKind{"HTTPProxy", "projectcontour.io", "spec.tcpproxy.services.*", "name", ""},
    RouteKind{"Route", "route.openshift.io", "spec.to", "name", ""},
    RouteKind{"Route", "route.openshift.io", "spec.alternateBackends.*", "name", ""},
    RouteKind{"Mapping", "getambassador.io", "spec.service", "", ""},
    RouteKind{"ApisixRoute", "apisix.apache.org", "spec.http.*.backends.*", "serviceName", ""},
    RouteKind{"TargetGroupBinding", "elbv2.k8s.aws", "spec.serviceRef", "name", ""},
};

/// Routes between parts of a mesh bring nobody in.
bool comes_from_outside(const Object& route) {
  if (route.kind == "VirtualService") {
    const auto gateways = route.spec().find("gateways").items();
    return std::any_of(gateways.begin(), gateways.end(),
                       [](const Value& gateway) { return gateway.text() != "mesh"; });
  }
  const auto parents = route.spec().find("parentRefs").items();
  return parents.empty() || std::any_of(parents.begin(), parents.end(), [](const Value& parent) {
           return parent.find("kind").text() != "Service";
         });
}

class RouteFinder {
 public:
  RouteFinder(const Objects& objects, const ServiceTable& services)
      : objects_(objects), services_(services) {}

  Routes run() {
    find_delegates();
    for (const RouteKind& row : route_rows) {
      for (const Object* route : objects_.of_kind(row.kind)) {
        const bool comes_in = comes_from_outside(*route) || delegates_.contains(route);
        if (!route->group.ends_with(row.group) || !comes_in) continue;
        if (seen_.insert(route).second) look_for_gateways(*route);
        for (const Value target : values_at(route->value, row.path)) add(*route, row, target);
      }
    }
    return std::move(routes_);
  }

 private:
  /// What a VirtualService at a gateway leaves to another, which has no hosts of its own.
  void find_delegates() {
    for (const Object* route : objects_.of_kind("VirtualService")) {
      if (!comes_from_outside(*route)) continue;
      for (const Value& named : values_at(route->value, "spec.http.*.delegate")) {
        const std::string_view space = named.find("namespace").text();
        delegates_.insert(objects_.find("VirtualService", space.empty() ? route->name_space : space,
                                        named.find("name").text()));
      }
    }
  }

  void add(const Object& route, const RouteKind& row, const Value& target) {
    const Value named = row.name.empty() ? target : target.find(row.name);
    std::string_view host = named.text();
    if (host.empty() || target.find("weight").text() == "0") return;
    if (const std::size_t scheme = host.find("://"); scheme != std::string_view::npos)
      host.remove_prefix(scheme + 3);
    host = host.substr(0, host.find_first_of(":/"));
    std::string_view space =
        row.name_space.empty() ? std::string_view() : target.find(row.name_space).text();
    if (space.empty()) space = route.name_space;
    const std::string reason = fmt::format("{} {}", route.kind, route.name);
    const bool is_host = row.name == "host" || row.name.empty();
    auto found = is_host ? services_.resolve(host, space) : services_.service(host, space);
    if (const std::string_view subset = target.find("subset").text(); found && !subset.empty())
      services_.narrow(*found, subset);
    if (!found) {
      routes_.dead.push_back({std::string(host), reason, named.span()});
    } else if (!found->workloads.empty()) {
      routes_.all.push_back({*found, reason, named.span()});
    }
  }

  void look_for_gateways(const Object& route) {
    const auto look = [&](std::string_view name, const Value& place) {
      const std::size_t slash = name.find('/');
      const std::string_view space = slash == std::string_view::npos
                                         ? std::string_view(route.name_space)
                                         : name.substr(0, slash);
      if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
      if (name.empty() || name == "mesh" || objects_.find("Gateway", space, name) != nullptr)
        return;
      routes_.gateways.push_back(
          {std::string(name), fmt::format("{} {}", route.kind, route.name), place.span()});
    };
    for (const Value gateway : route.spec().find("gateways").items()) look(gateway.text(), gateway);
    for (const Value parent : route.spec().find("parentRefs").items()) {
      const std::string_view kind = parent.find("kind").text();
      if (kind.empty() || kind == "Gateway") look(parent.find("name").text(), parent);
    }
  }

  const Objects& objects_;
  const ServiceTable& services_;
  Routes routes_;
  std::set<const Object*> seen_;
  std::set<const Object*> delegates_;
};

}  // namespace

bool is_ingress_controller(const Workload& workload) {
  constexpr std::array programs = {std::string_view("traefik"), std::string_view("contour"),
                                   std::string_view("kong"),
                                   std::string_view("envoyproxy/gateway")};
  if (workload.is_run_to_end()) return false;
  const std::string path = image_path(workload.image);
  const bool is_gateway_of_mesh =
      path.ends_with("proxyv2") && workload.own_name.find("gateway") != std::string::npos;
  return is_gateway_of_mesh || path.find("ingress") != std::string::npos ||
         std::any_of(programs.begin(), programs.end(),
                     [&](std::string_view program) { return path.ends_with(program); });
}

std::span<const RouteKind> route_kinds() {
  return route_rows;
}

Routes find_routes(const Objects& objects, const ServiceTable& services) {
  return RouteFinder(objects, services).run();
}

}  // namespace cutpoint::kubernetes
