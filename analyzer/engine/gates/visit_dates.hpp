/// When a depth-first walk over a gate graph meets each vertex: what decides on modules.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Dates count every meeting of a vertex and every departure. A vertex met again is not walked
/// again.
struct VisitDates {
  explicit VisitDates(const GateGraph& graph);

  /// Everything below the vertex is met between its first meeting and its departure only.
  [[nodiscard]] bool is_module(std::uint32_t vertex) const {
    return earliest_below[vertex] > first[vertex] && latest_below[vertex] < departure[vertex];
  }

  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> last;
  std::vector<std::uint32_t> departure;
  std::vector<std::uint32_t> earliest_below;  ///< first meeting of anything below
  std::vector<std::uint32_t> latest_below;    ///< last meeting of anything below

 private:
  void walk(const GateGraph& graph);
  void look_below(const GateGraph& graph);
};

/// Marks the modules of a graph whose vertices are in topological order.
void mark_modules(GateGraph& graph);

}  // namespace cutpoint
