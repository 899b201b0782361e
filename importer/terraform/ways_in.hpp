/// Where users come in: names, networks for content, gateways and load balancers that stand open.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/terraform/wiring.hpp"

namespace cutpoint::terraform {

/// One way in; several components where a name leads to one of several.
struct WayIn {
  std::string name;
  std::vector<std::size_t> components;
  bool any = false;  ///< one of them is enough: health checks take the others out of the name
  std::string reason;
};

/// In the order of the resources. What another way in leads to is none of its own.
[[nodiscard]] std::vector<WayIn> find_ways_in(const Inventory& inventory, const Wiring& wiring,
                                              const References& references);

}  // namespace cutpoint::terraform
