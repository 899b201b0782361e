/// How many instances a resource has, how many of them must work, and whether it spans zones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "importer/terraform/placement.hpp"

namespace cutpoint::terraform {

struct Size {
  std::uint32_t instances = 1;  ///< guaranteed at rest; 0: none
  std::uint32_t at_least = 1;
  bool spans_zones = false;  ///< goes on without any one zone
  std::string reason;        ///< where the number comes from; empty: it is just one
  std::string doubt;         ///< what is not known of it; empty: nothing
};

/// By resource.
[[nodiscard]] std::vector<Size> find_sizes(const Inventory& inventory, const ResourceTypes& types,
                                           const References& references, const Wiring& wiring,
                                           const std::vector<Whereabouts>& places);

}  // namespace cutpoint::terraform
