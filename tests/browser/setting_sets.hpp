/// Figures set at random, and what the engine says of the model with them.
#pragma once

#include <nlohmann/json.hpp>

#include "cutpoint/availability_program.hpp"
#include "cutpoint/draft.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

/// Each with its figures by part, needs of pools, turned needs, and the journeys' unavailabilities
/// of the model that was built with them; those of which the engine is sure.
[[nodiscard]] nlohmann::ordered_json random_settings(const Draft& draft, const Model& model,
                                                     const AvailabilityProgram& program,
                                                     Random& random, std::size_t count);

}  // namespace cutpoint::testing
