/// Makes the program of a model; the way in asks for it.
#pragma once

#include <optional>

#include "cutpoint/availability_program.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

struct AvailabilityProgramLimits {
  std::size_t components = 500;  ///< of the model: beyond it, diagrams take longer than pages do
  std::size_t steps = 20'000;    ///< of the program
  std::size_t nodes = 200'000;   ///< at a time, while diagrams are built
  std::size_t open_needs = 100;  ///< with more, only those that are soft can be changed
};

/// `function` is the model's. Leaves open as much as fits: all needs, soft ones, none; nothing
/// where not even the figures do. Deterministic.
[[nodiscard]] std::optional<AvailabilityProgram> availability_program(
    const Model& model, const StructureFunction& function,
    const AvailabilityProgramLimits& limits = {});

}  // namespace cutpoint
