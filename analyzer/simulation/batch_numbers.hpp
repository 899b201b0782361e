/// What was counted in a batch as plain numbers, for another process.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analyzer/simulation/batch.hpp"

namespace cutpoint {

[[nodiscard]] std::vector<double> numbers_of(const Batch& batch);
/// Absent where the numbers are not those of a batch of the plan.
[[nodiscard]] std::optional<Batch> batch_of(const BatchPlan& plan, std::span<const double> numbers);

}  // namespace cutpoint
