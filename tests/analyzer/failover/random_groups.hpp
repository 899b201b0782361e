// Random documents of groups in time: crews, restarts, distributions of repairs, standbys,
// failovers, zones, unequal members, common causes, needs that are shared, and all of it mixed.
#pragma once

#include <cstdint>
#include <string>

namespace cutpoint::testing {

/// A document of the format without its first line; the same seed gives the same text everywhere.
/// Every one is right, and most are small enough for the independent chain.
[[nodiscard]] std::string random_groups_document(std::uint64_t seed);

/// The same with members of named groups that have health checks, each its own.
[[nodiscard]] std::string random_checked_groups_document(std::uint64_t seed);

}  // namespace cutpoint::testing
