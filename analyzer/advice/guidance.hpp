/// What fits a target of its class, and why.
#pragma once

#include <string>
#include <vector>

#include "analyzer/advice/candidate.hpp"

namespace cutpoint {

/// Sentences about the journeys as they are: which risks a project of that class accepts, and which
/// it does not.
[[nodiscard]] std::vector<std::string> guidance_for(Availability target, const AnalysedDraft& base,
                                                    const std::vector<JourneyId>& journeys);

}  // namespace cutpoint
