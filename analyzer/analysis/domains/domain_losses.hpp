/// How many instances of each component go with one node, and with one zone.
#pragma once

#include <vector>

#include "cutpoint/single_points.hpp"

namespace cutpoint {

/// Of all components that run on something and are no places, in file order. Instances that move
/// to whatever works go with the last place only. Linear in the instances, times the depth of
/// hosts.
[[nodiscard]] std::vector<DomainLosses> find_domain_losses(const Model& model);

}  // namespace cutpoint
