/// Diagrams that were built before, of functions that differ in figures alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/engine/decision_diagram.hpp"

namespace cutpoint {

/// Advice tries many documents, and most changes leave the structure as it is. Which diagram a
/// function has does not depend on its figures, so results do not depend on what was built before.
class KnownDiagrams {
 public:
  /// `DecisionDiagram(function, tops, node_budget)`, of which `function` must outlive the result.
  [[nodiscard]] DecisionDiagram of(const StructureFunction& function,
                                   const std::vector<NodeId>& tops, std::size_t node_budget);

 private:
  // What is kept; beyond, nothing is added.
  static constexpr std::size_t most_nodes = 4'000'000;

  /// Of functions that may be gone: nothing is asked of them but to be copied.
  std::unordered_map<std::string, std::unique_ptr<const DecisionDiagram>> known_;
  std::size_t nodes_ = 0;
};

}  // namespace cutpoint
