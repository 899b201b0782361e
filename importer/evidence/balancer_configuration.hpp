/// What the configuration of a balancer passes requests on to.
#pragma once

#include <string_view>
#include <vector>

#include "importer/evidence/addresses.hpp"

namespace cutpoint {

/// One route, and those that stand in for each other behind it.
struct BalancedRoute {
  std::vector<Address> members;
  std::size_t line = 0;  ///< 1-based, where it starts
};

struct BalancerConfiguration {
  std::vector<BalancedRoute> routes;
  bool names_others = false;  ///< it also names what it needs for itself: a database, a cache
};

/// Routes of nginx, HAProxy, Caddy, Envoy, of Traefik's file provider and of LiteLLM's list of
/// models; which of them a text is shows in its words. None for other texts. Comments do not count.
/// Near-linear.
[[nodiscard]] BalancerConfiguration balancer_configuration(std::string_view text);

/// The text with comments of `#` blanked out, line by line.
[[nodiscard]] std::string without_comments(std::string_view text);

}  // namespace cutpoint
