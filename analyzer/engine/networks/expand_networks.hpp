/// Structure functions without `connected` nodes, for formats that know gates only.
#pragma once

#include <cstddef>
#include <optional>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// The same function with every `connected` node as AND and OR gates, made from its decision
/// diagram: of a test (x ? high : low) nothing but (x and high) or low is left, since a further
/// failure never joins what was parted. No gate has an argument twice. Nothing where a diagram has
/// more than `node_limit` nodes. Groups are left out.
[[nodiscard]] std::optional<StructureFunction> expand_networks(const StructureFunction& function,
                                                               std::size_t node_limit = 200'000);

}  // namespace cutpoint
