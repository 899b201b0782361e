/// Values that Compose refuses, where they would change what is concluded.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "importer/compose/project/value.hpp"

namespace cutpoint::compose {

/// Of services as they are after merging: what is no text where one belongs is left out, and told.
void tell_refused_values(const Value& services, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
