/// What to do first, where that is quick to find out.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/advice/candidate.hpp"
#include "cutpoint/advice.hpp"

namespace cutpoint {

/// For `journeys` alone, or for all where there are none. Nothing where none needs a change, where
/// none is known, and where the model is larger than the limits of `FirstChange` or its figures are
/// no exact ones. `base.analysis` holds importances. `others`: how many further ones are wanted.
/// Deterministic.
[[nodiscard]] std::optional<FirstChange> first_change(const AnalysedDraft& base,
                                                      const std::vector<JourneyId>& journeys,
                                                      std::size_t others = 0);

}  // namespace cutpoint
