/// What is said of a project as a whole once its draft stands.
#pragma once

#include <vector>

#include "importer/compose/dependencies.hpp"
#include "importer/compose/open_services.hpp"

namespace cutpoint::compose {

/// That nobody says who needs whom, that times of restarts are assumed, and which hosts are named
/// and not modelled.
void remark_on(const Draft& draft, const Dependencies& dependencies, SourceSpan start,
               Diagnostics& diagnostics);

/// What is taken as perhaps called by a front end is a guess, and is said.
void remark_on_perhaps_called(const std::vector<PerhapsCalled>& calls,
                              const std::vector<Service>& services, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
