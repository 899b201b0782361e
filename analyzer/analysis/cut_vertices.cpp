#include "analyzer/analysis/cut_vertices.hpp"

#include <algorithm>

#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

namespace {

/// Vertices: components, then journeys.
class DependencyGraph {
 public:
  explicit DependencyGraph(const Model& model) {
    const auto components = static_cast<std::uint32_t>(model.components.size());
    graph_.vertex_count = components + model.journeys.size();
    for (std::uint32_t i = 0; i < components; ++i) {
      const Component& component = model.components[ComponentId(i)];
      for (const ComponentId host : component.used_hosts())
        graph_.edges.emplace_back(i, host.value());
      add_all(i, component.needs);
    }
    for (std::uint32_t i = 0; i < model.journeys.size(); ++i) {
      add_all(components + i, model.journeys[JourneyId(i)].needs);
    }
    for (const Link& link : model.links) {
      graph_.edges.emplace_back(link.from.value(), link.to.value());
      if (!link.directed) graph_.edges.emplace_back(link.to.value(), link.from.value());
    }
  }

  [[nodiscard]] const DirectedGraph& graph() const { return graph_; }

 private:
  void add_all(std::uint32_t from, const std::vector<Requirement>& requirements) {
    for (const Requirement& requirement : requirements) {
      if (requirement.component.valid()) {
        graph_.edges.emplace_back(from, requirement.component.value());
      }
      for (const ComponentId end : requirement.ends) graph_.edges.emplace_back(from, end.value());
      add_all(from, requirement.members);
    }
  }

  DirectedGraph graph_;
};

}  // namespace

CutVertexAnalysis analyse_cut_vertices(const Model& model) {
  const DependencyGraph dependencies(model);
  const DirectedGraph& graph = dependencies.graph();
  const auto components = static_cast<std::uint32_t>(model.components.size());
  CutVertexAnalysis result;
  for (const std::uint32_t vertex : articulation_points(graph)) {
    if (vertex < components) result.articulation_points.emplace_back(vertex);
  }
  result.reached.assign(components, 0);
  for (std::uint32_t i = 0; i < model.journeys.size(); ++i) {
    const std::uint32_t root = components + i;
    const auto dominator = immediate_dominators(graph, root);
    std::vector<bool> dominates(graph.vertex_count, false);
    for (std::uint32_t v = 0; v < components; ++v) {
      if (dominator[v] == no_vertex) continue;
      result.reached[ComponentId(v)] = 1;
      dominates[dominator[v]] = true;
    }
    std::vector<ComponentId> found;
    for (std::uint32_t v = 0; v < components; ++v) {
      if (dominates[v]) found.emplace_back(v);
    }
    result.dominators.push_back(std::move(found));
  }
  return result;
}

std::vector<CutVertexDifference> explain_differences(
    const Model& model, const CutVertexAnalysis& drawing,
    const IdVector<ComponentId, std::uint8_t>& is_single_point) {
  // A leaf hangs on a single neighbour, directions ignored.
  IdVector<ComponentId, std::vector<std::uint32_t>> neighbours(model.components.size());
  const auto components = static_cast<std::uint32_t>(model.components.size());
  const DependencyGraph dependencies(model);
  for (const auto& [from, to] : dependencies.graph().edges) {
    if (from == to) continue;
    const auto note = [&](std::uint32_t vertex, std::uint32_t other) {
      if (vertex >= components) return;
      auto& known = neighbours[ComponentId(vertex)];
      if (known.size() < 2 && (known.empty() || known.front() != other)) known.push_back(other);
    };
    note(from, to);
    note(to, from);
  }
  std::vector<CutVertexDifference> differences;
  IdVector<ComponentId, std::uint8_t> is_cut_vertex(model.components.size(), 0);
  for (const ComponentId id : drawing.articulation_points) is_cut_vertex[id] = 1;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const ComponentId id(i);
    if ((is_single_point[id] != 0) == (is_cut_vertex[id] != 0)) continue;
    if (is_single_point[id] != 0) {
      differences.push_back({id, neighbours[id].size() < 2
                                     ? DifferenceReason::required_leaf
                                     : DifferenceReason::reached_by_other_paths});
    } else if (drawing.reached[id] != 0) {
      differences.push_back({id, model.components[id].figures ? DifferenceReason::optional_behind
                                                              : DifferenceReason::cannot_fail});
    }
  }
  return differences;
}

}  // namespace cutpoint
