/// The steps of an availability program, out of a decision diagram.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "cutpoint/availability_program.hpp"

namespace cutpoint {

/// Takes what the journeys, the diagram's first tops, need out of it.
class ProgramSteps {
 public:
  ProgramSteps(const DecisionDiagram& diagram, std::size_t journeys);

  /// With steps, modules, probabilities and tops; nothing can be set in it yet.
  [[nodiscard]] const AvailabilityProgram& program() const { return program_; }
  /// `none` where no journey hangs on it.
  [[nodiscard]] AvailabilityProgram::Variable of(EventId event) const;

 private:
  [[nodiscard]] std::vector<bool> used_nodes(std::size_t journeys) const;
  void add_step(DecisionDiagram::Ref ref);
  AvailabilityProgram::Variable variable_of(DecisionDiagram::Variable variable);

  const DecisionDiagram& diagram_;
  std::vector<AvailabilityProgram::Ref> ref_;            ///< by node of the diagram
  std::vector<AvailabilityProgram::Variable> variable_;  ///< by variable of the diagram
  std::map<EventId, AvailabilityProgram::Variable> by_event_;
  AvailabilityProgram program_;
};

}  // namespace cutpoint
