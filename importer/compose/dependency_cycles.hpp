/// Services that wait for each other: Compose refuses to start them.
#pragma once

#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

/// One warning a circle of declared dependencies. Its needs stand in the model all the same: what
/// runs may need each other.
void tell_dependency_cycles(const std::vector<Service>& services, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
