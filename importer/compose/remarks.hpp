/// What is said of a project as a whole once its draft stands.
#pragma once

#include <vector>

#include "importer/compose/dependencies.hpp"

namespace cutpoint::compose {

/// That nobody says who needs whom, that times of restarts are assumed, and which hosts are named
/// and not modelled.
void remark_on(const Draft& draft, const std::vector<Service>& services,
               const Dependencies& dependencies, SourceSpan start, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
