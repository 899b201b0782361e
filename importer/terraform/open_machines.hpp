/// Machines that users reach without a load balancer before them.
#pragma once

#include <cstddef>
#include <unordered_set>

#include "importer/terraform/wiring.hpp"

namespace cutpoint::terraform {

/// Machines with a public address of which a security group or firewall lets anybody reach a port
/// that is none for those who run the system (22, 3389, …).
[[nodiscard]] std::unordered_set<std::size_t> find_open_machines(const Inventory& inventory,
                                                                 const Wiring& wiring,
                                                                 const References& references);

}  // namespace cutpoint::terraform
