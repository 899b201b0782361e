/// Guaranteed bounds of what is too large for an exact diagram, the closer the longer they are
/// worked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/orders/variable_orders.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

struct BoundSearchLimits {
  std::size_t first_nodes = 32;  ///< that each side of a gate keeps in the first round
  std::size_t most_nodes = std::size_t{1} << 24U;
};

/// Builds the whole function in rounds. In each, every gate is enclosed by two functions, one that
/// implies it and one that it implies, which are pruned to a number of nodes that doubles from
/// round to round (`FunctionPruning`). Gates are monotone in their operands, so enclosing operands
/// give enclosing gates. A round only ever narrows what those before it found.
class BoundSearch {
 public:
  /// All must outlive the search.
  BoundSearch(const StructureFunction& function, const std::vector<NodeId>& tops,
              EngineMeter& meter, const BoundSearchLimits& limits = {});

  /// Narrows the bounds of the tops, in their order, until the meter is spent or nothing is left to
  /// gain.
  void tighten(std::vector<ProbabilityBounds>& bounds);

 private:
  /// What stays the same from round to round.
  struct PreparedPart {
    GateModule factored;
    VariableOrder order;
    std::uint32_t module;  ///< no vertex for the tops
  };

  /// Each is made when the first round comes to it; null after the last.
  [[nodiscard]] const PreparedPart* prepared_part(std::size_t number);
  /// False where the meter ended the round.
  [[nodiscard]] bool round(std::size_t nodes, std::vector<ProbabilityBounds>& bounds);

  EngineMeter& meter_;
  BoundSearchLimits limits_;
  GateGraph graph_;
  PartSequence sequence_;
  std::vector<PreparedPart> parts_;
  std::vector<ProbabilityBounds> of_vertex_;  ///< of events and modules
};

}  // namespace cutpoint
