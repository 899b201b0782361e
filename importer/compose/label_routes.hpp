/// Routes that services ask a proxy for: labels of Traefik and caddy-docker-proxy, VIRTUAL_HOST of
/// nginx-proxy.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/compose/service.hpp"

namespace cutpoint::compose {

struct LabelRoute {
  std::size_t proxy = 0;   ///< by position
  std::size_t target = 0;  ///< by position
  std::string source;      ///< "label traefik.http.routers.shop.rule"
  std::string address;     ///< under which users reach it, as far as it is written; may be empty
  SourceSpan span;
};

/// In the order of the targets; without a proxy among the services there are none.
[[nodiscard]] std::vector<LabelRoute> label_routes(const std::vector<Service>& services);

}  // namespace cutpoint::compose
