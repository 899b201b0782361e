/// What differs between two models; the way in asks it of two systems.
#pragma once

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// Components and journeys are the same where their names are. Linear but for sorting.
[[nodiscard]] Comparison compare(const AnalysedModel& before, const AnalysedModel& after);

}  // namespace cutpoint
