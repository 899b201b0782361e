/// Which journeys a Compose project serves: its entry points.
#pragma once

#include <vector>

#include "importer/compose/dependencies.hpp"

namespace cutpoint::compose {

/// One journey for each service that publishes ports and that no other such service declares to
/// need; one named `background`
/// for other services that nobody needs; one named `system` where that would be too many or where
/// nothing is published.
[[nodiscard]] std::vector<DraftJourney> find_journeys(const std::vector<Service>& services,
                                                      const Dependencies& dependencies);

}  // namespace cutpoint::compose
