/// Whom Google lets call its containers and functions.
#pragma once

#include <cstddef>
#include <unordered_set>

#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// Containers and functions that a grant of these files lets somebody call, and none lets
/// everybody: a clock, a queue, another program. Where there is no grant, nobody knows.
[[nodiscard]] std::unordered_set<std::size_t> find_closed_to_users(const Inventory& inventory);

}  // namespace cutpoint::terraform
