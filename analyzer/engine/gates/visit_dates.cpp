#include "analyzer/engine/gates/visit_dates.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace cutpoint {

VisitDates::VisitDates(const GateGraph& graph)
    : first(graph.vertices.size(), 0),
      last(graph.vertices.size(), 0),
      departure(graph.vertices.size(), 0),
      earliest_below(graph.vertices.size(), std::numeric_limits<std::uint32_t>::max()),
      latest_below(graph.vertices.size(), 0) {
  walk(graph);
  look_below(graph);
}

void VisitDates::walk(const GateGraph& graph) {
  std::uint32_t date = 0;
  std::vector<std::pair<std::uint32_t, std::size_t>> path;
  const auto meet = [&](std::uint32_t vertex) {
    last[vertex] = ++date;
    if (first[vertex] != 0) return;
    first[vertex] = date;
    path.emplace_back(vertex, 0);
  };
  for (const Operand top : graph.tops) {
    meet(top.vertex);
    while (!path.empty()) {
      auto& [vertex, next] = path.back();
      const auto& operands = graph.vertices[vertex].operands;
      if (next < operands.size()) {
        meet(operands[next++].vertex);
        continue;
      }
      departure[vertex] = ++date;
      path.pop_back();
    }
  }
}

/// Children stand before their parents.
void VisitDates::look_below(const GateGraph& graph) {
  for (std::uint32_t vertex = 0; vertex < graph.vertices.size(); ++vertex) {
    for (const Operand operand : graph.vertices[vertex].operands) {
      const std::uint32_t child = operand.vertex;
      earliest_below[vertex] =
          std::min({earliest_below[vertex], first[child], earliest_below[child]});
      latest_below[vertex] = std::max({latest_below[vertex], last[child], latest_below[child]});
    }
  }
}

void mark_modules(GateGraph& graph) {
  const VisitDates dates(graph);
  for (std::uint32_t vertex = 0; vertex < graph.vertices.size(); ++vertex) {
    GateGraph::Vertex& v = graph.vertices[vertex];
    v.is_module = !v.operands.empty() && dates.is_module(vertex);
  }
}

}  // namespace cutpoint
