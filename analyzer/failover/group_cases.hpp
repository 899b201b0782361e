/// Events of a group's downtime that count only while something else is down.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Adds the events of so many cases of the group, and what each counts with: the smallest sets of
/// the contexts that hold it or a later case.
void add_cases(StructureFunction& function, const GroupCluster& cluster, std::size_t position,
               std::size_t cases);

/// Writes the function's nodes anew with the cases of all groups. Nodes get other ids, events keep
/// theirs.
void write_cases(StructureFunction& function);

/// The function as single failures find it, while all is well: a group whose arbiter is down, and a
/// member that serves at first, is down until one of them is back. Nodes get other ids.
[[nodiscard]] StructureFunction as_found_by_failures(StructureFunction function);

}  // namespace cutpoint
