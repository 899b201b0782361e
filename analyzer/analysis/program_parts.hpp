/// What of an availability program has figures that can be set.
#pragma once

#include <cstdint>

#include "analyzer/analysis/program_steps.hpp"
#include "cutpoint/availability_program.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct ProgramSubject {
  const Model& model;
  const StructureFunction& plain;  ///< the model's
  /// By event of `plain`: 1 where a group in time is solved for it.
  const IdVector<EventId, std::uint8_t>& below_groups;
  const StructureFunction& function;  ///< that the steps are of: `plain`, or with choices open
  const ProgramSteps& steps;
};

/// Appends parts in file order, and what cannot be set.
void add_program_parts(const ProgramSubject& subject, AvailabilityProgram& program);

}  // namespace cutpoint
