/// Zones and regions of resources.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/terraform/inventory/inventory.hpp"
#include "importer/terraform/wiring.hpp"

namespace cutpoint::terraform {

struct Whereabouts {
  std::vector<std::string> zones;  ///< different ones, in the order of the file
  std::string region;              ///< empty: not known
  bool zones_unknown = false;      ///< it lies in subnets whose zones the file does not say
};

/// By resource. Zones come from its own attributes, else from its subnets; two subnets in one zone
/// are one zone.
[[nodiscard]] std::vector<Whereabouts> find_whereabouts(const Inventory& inventory,
                                                        const Wiring& wiring);

/// "eu-west-1" of "eu-west-1a", "us-central1" of "us-central1-b"; empty where it is no zone.
[[nodiscard]] std::string region_of_zone(std::string_view zone);

}  // namespace cutpoint::terraform
