/// What is said of a project as a whole once its draft stands.
#pragma once

#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "importer/compose/open_services.hpp"

namespace cutpoint::compose {

/// That times of restarts are assumed.
void remark_on(const Draft& draft, SourceSpan start, Diagnostics& diagnostics);

/// What is taken as perhaps called by a front end is a guess, and is said.
void remark_on_perhaps_called(const std::vector<PerhapsCalled>& calls,
                              const std::vector<Service>& services, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
