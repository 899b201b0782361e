/// Changes as JSON, alike wherever they are advised.
#pragma once

#include <optional>
#include <vector>

#include "cutpoint/advice.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

/// `null` where there is none.
[[nodiscard]] OrderedJson optional_number(const std::optional<double>& value);

[[nodiscard]] OrderedJson availability_json(const AvailabilityResult& result);

/// What changes do together for `journeys`, but for which changes they are.
[[nodiscard]] OrderedJson tried_json(const Model& model, const std::vector<JourneyId>& journeys,
                                     const TriedChanges& tried);

/// What is done, to what, at what cost, and what it does alone for `journeys`.
[[nodiscard]] OrderedJson change_json(const Model& model, const std::vector<JourneyId>& journeys,
                                      const AdvisedChange& change);

/// What to do first, also in words, and what it does alone; `null` where nothing is known.
[[nodiscard]] OrderedJson first_change_json(const Model& model, const FirstChange* first);

}  // namespace cutpoint
