/// Guaranteed bounds of what is too large for an exact diagram, the closer the longer they are
/// worked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "analyzer/engine/bounds/likely_search.hpp"
#include "analyzer/engine/budget/engine_meter.hpp"
#include "analyzer/engine/gates/module.hpp"
#include "analyzer/engine/orders/variable_orders.hpp"
#include "analyzer/engine/quantities/probability.hpp"

namespace cutpoint {

struct BoundSearchLimits {
  std::size_t first_nodes = 32;  ///< that each side of a gate keeps in the first round
  std::size_t most_nodes = std::size_t{1} << 24U;
  std::size_t first_states = 8;  ///< 0: no states are followed
  std::size_t most_states = std::size_t{1} << 20U;
};

/// Works in rounds, in two ways as long as neither is clearly closer. In one, every gate is
/// enclosed by two functions, one that implies it and one that it implies, which are pruned to a
/// number of nodes that doubles from round to round (`FunctionPruning`): gates are monotone in
/// their operands, so enclosing operands give enclosing gates. In the other, the states that are
/// likely are followed (`LikelyStates`), four times as many each time. A round only ever narrows
/// what those before it found.
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
    std::uint32_t module;              ///< no vertex for the tops
    std::vector<LikelySearch> likely;  ///< by root, once states are followed
  };
  using Bounds = std::vector<ProbabilityBounds>;
  /// One of the two ways.
  struct Way {
    std::size_t size;  ///< of the next round: nodes or states
    std::size_t most;
    std::size_t growth;
    double width = 0.0;  ///< of the widest bounds in its last round, relative to the lower end
    [[nodiscard]] bool is_over() const { return size == 0 || size > most; }
  };

  /// Each is made when the first round comes to it; null after the last.
  [[nodiscard]] PreparedPart* prepared_part(std::size_t number);
  /// `bounds_of(part, leaves, roots)` for each part. False where that or the meter ended the round.
  template <class BoundsOf>
  [[nodiscard]] bool round(Way& way, Bounds& bounds, const BoundsOf& bounds_of);
  [[nodiscard]] bool enclose(const PreparedPart& part, const Bounds& leaves, Bounds& roots);
  [[nodiscard]] bool follow(PreparedPart& part, const Bounds& leaves, Bounds& roots);

  EngineMeter& meter_;
  Way enclosing_;
  Way following_;
  GateGraph graph_;
  PartSequence sequence_;
  std::deque<PreparedPart> parts_;
  Bounds of_vertex_;  ///< of events and modules
};

}  // namespace cutpoint
