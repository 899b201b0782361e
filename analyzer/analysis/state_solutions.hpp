/// Journeys whose diagrams were given up, solved by their states.
#pragma once

#include <map>
#include <span>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/states/state_solution.hpp"

namespace cutpoint {

/// Some event's unavailability has an interval.
[[nodiscard]] bool is_estimated(const StructureFunction& function);

/// Of those tops of a diagram that have none of their own. What is estimated, or deviates from what
/// its groups do in time, has bounds and is none of them; nor is a top none of whose pools' members
/// are left to chance: its diagram has been tried.
class StateSolutions {
 public:
  /// `tops`: of the diagram, in its order. What stays unsolved is noted as cut short. Function and
  /// meter must outlive it.
  StateSolutions(const DecisionDiagram& diagram, std::span<const NodeId> tops, EngineMeter& meter);

  /// Null where the top has a diagram, or bounds alone.
  [[nodiscard]] const StateSolution* of(NodeId top) const;

 private:
  std::map<NodeId, StateSolution> solutions_;
};

}  // namespace cutpoint
