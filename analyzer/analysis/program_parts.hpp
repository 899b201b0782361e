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
  const StructureFunction& function;  ///< that the steps are of
  /// By event: 1 where a group in time was solved for it, once and for all.
  const IdVector<EventId, std::uint8_t>& fixed;
  /// By event: 1 where a chain has factors of it.
  const IdVector<EventId, std::uint8_t>& chained;
  const ProgramSteps& steps;
};

/// Appends parts in file order, and what cannot be set. By event: the part that has its figures
/// whole, or `AvailabilityProgram::none`.
IdVector<EventId, std::uint32_t> add_program_parts(const ProgramSubject& subject,
                                                   AvailabilityProgram& program);

}  // namespace cutpoint
