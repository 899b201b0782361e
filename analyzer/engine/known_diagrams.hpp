/// Diagrams that were built before, of functions that differ in figures alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/known_parts.hpp"

namespace cutpoint {

/// Advice tries many documents, and most changes leave the structure as it is. Which diagram a
/// function has does not depend on its figures, so results do not depend on what was built before;
/// where a change touches it, its parts that are as they were are known. But what did not fit into
/// a budget may have fitted into an earlier, larger one.
class KnownDiagrams {
 public:
  /// `DecisionDiagram(function, tops, node_budget, meter)`, of which `function` and `meter` must
  /// outlive the result. One that lacks functions serves who asks again with the same nodes and no
  /// more steps, by no clock.
  [[nodiscard]] DecisionDiagram of(const StructureFunction& function,
                                   const std::vector<NodeId>& tops, std::size_t node_budget,
                                   EngineMeter* meter = nullptr);

 private:
  // What is kept; beyond, nothing is added.
  static constexpr std::size_t most_nodes = 4'000'000;

  struct Known {
    /// Of a function that may be gone: nothing is asked of it but to be copied.
    std::unique_ptr<const DecisionDiagram> diagram;
    bool whole = false;           ///< no top is without a function
    std::size_t node_budget = 0;  ///< where it is not: 0 where a clock may have ended it, too
    std::uint64_t steps = 0;      ///< that it was given
  };
  std::unordered_map<std::string, Known> known_;
  std::size_t nodes_ = 0;
  KnownParts parts_;
};

}  // namespace cutpoint
