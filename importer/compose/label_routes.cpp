#include "importer/compose/label_routes.hpp"

#include <optional>
#include <string_view>

namespace cutpoint::compose {

namespace {

enum class ProxyKind { traefik, caddy, nginx };

/// The proxy that reads what services ask for, by its image.
std::optional<ProxyKind> proxy_kind(const Service& service) {
  if (service.known.row == nullptr || service.role != Role::balancer) return std::nullopt;
  const std::string_view words = service.known.row->words;
  if (words == "traefik") return ProxyKind::traefik;
  if (words == "caddy-docker-proxy") return ProxyKind::caddy;
  if (words == "nginx-proxy") return ProxyKind::nginx;
  return std::nullopt;
}

/// shop.example.com of Host(`shop.example.com`) && PathPrefix(`/x`).
std::string host_of_rule(const std::string& rule) {
  const std::size_t host = rule.find("Host(");
  if (host == std::string::npos) return {};
  const std::size_t open = rule.find_first_of("`\"'", host);
  if (open == std::string::npos) return {};
  const std::size_t close = rule.find(rule[open], open + 1);
  return close == std::string::npos ? std::string() : rule.substr(open + 1, close - open - 1);
}

std::optional<LabelRoute> route_of(const Service& service, ProxyKind kind) {
  std::optional<LabelRoute> route;
  if (kind == ProxyKind::nginx) {
    for (const Setting& setting : service.settings) {
      if (setting.name != "VIRTUAL_HOST") continue;
      const std::string host = setting.text.substr(0, setting.text.find_first_of(",:"));
      route = LabelRoute{0, 0, setting.source(), host, setting.span};
    }
    return route;
  }
  for (const Setting& label : service.labels) {
    const std::string_view name = label.name;
    if (kind == ProxyKind::caddy) {
      if (name == "caddy" || name.rfind("caddy_", 0) == 0) {
        if (name.find('.') == std::string_view::npos) {
          route = LabelRoute{0, 0, label.source(), label.text, label.span};
        }
      }
      continue;
    }
    if (name == "traefik.enable" && means_false(label.text)) return std::nullopt;
    const bool rule = name.rfind("traefik.", 0) == 0 &&
                      (name.ends_with(".rule") || name == "traefik.frontend.rule");
    const bool enabled = name == "traefik.enable" || name == "traefik.port" ||
                         name.ends_with(".loadbalancer.server.port");
    if (rule || (enabled && !route)) {
      route = LabelRoute{0, 0, label.source(), rule ? host_of_rule(label.text) : "", label.span};
    }
  }
  return route;
}

}  // namespace

std::vector<LabelRoute> label_routes(const std::vector<Service>& services) {
  std::vector<std::pair<std::size_t, ProxyKind>> proxies;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (const auto kind = proxy_kind(services[i])) proxies.emplace_back(i, *kind);
  }
  std::vector<LabelRoute> routes;
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (const auto& [proxy, kind] : proxies) {
      if (proxy == i) continue;
      auto route = route_of(services[i], kind);
      if (!route) continue;
      route->proxy = proxy;
      route->target = i;
      routes.push_back(std::move(*route));
      break;  // one of several proxies of a kind is as good as another
    }
  }
  return routes;
}

}  // namespace cutpoint::compose
