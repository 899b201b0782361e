/// What fits a target of its class, and why.
#pragma once

#include <vector>

#include "analyzer/advice/candidate.hpp"

namespace cutpoint {

/// About the journeys as they are: which risks a project of that class accepts, and which
/// it does not.
[[nodiscard]] std::vector<Guidance> guidance_for(Availability target, const AnalysedDraft& base,
                                                 const std::vector<JourneyId>& journeys);

}  // namespace cutpoint
