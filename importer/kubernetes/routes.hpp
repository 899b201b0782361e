/// How requests come in from outside: ingresses, routes and gateways.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importer/kubernetes/service_table.hpp"

namespace cutpoint::kubernetes {

/// A kind of object that passes requests from outside to Services.
struct RouteKind {
  std::string_view kind;
  std::string_view group;       ///< the end of it; empty: any
  std::string_view path;        ///< to the Service or its name, `*` for each of a list
  std::string_view name;        ///< key of the name; empty: the value itself is it
  std::string_view name_space;  ///< key of the namespace; empty: that of the route
};

[[nodiscard]] std::span<const RouteKind> route_kinds();

/// One way in.
struct Route {
  Destination destination;
  std::string reason;  ///< "Ingress shop"
  SourceSpan span;
};

/// A route that names a Service that is not in the files.
struct DeadRoute {
  std::string service;
  std::string reason;
  SourceSpan span;
};

struct Routes {
  std::vector<Route> all;
  std::vector<DeadRoute> dead;
  std::vector<DeadRoute> gateways;  ///< that routes name and that are not in the files
};

/// Programs that serve the Ingresses and Gateways of a whole cluster.
[[nodiscard]] bool is_ingress_controller(const Workload& workload);

[[nodiscard]] Routes find_routes(const Objects& objects, const ServiceTable& services);

}  // namespace cutpoint::kubernetes
