/// Which journeys a Compose project serves: where users come in.
#pragma once

#include <string>
#include <vector>

#include "importer/compose/dependencies.hpp"
#include "importer/compose/open_services.hpp"
#include "importer/evidence/imported.hpp"

namespace cutpoint::compose {

struct Journeys {
  std::vector<DraftJourney> journeys;
  std::vector<Conclusion> conclusions;
  std::vector<std::size_t> background;  ///< programs that no way in needs
  std::vector<PerhapsCalled> perhaps;   ///< open, and no ways in of their own
};

/// One journey for each way in; members of a cluster that stand open are one. `system` alone where
/// nothing says where users come in.
[[nodiscard]] Journeys find_journeys(const std::vector<Service>& services,
                                     const Dependencies& dependencies);

}  // namespace cutpoint::compose
