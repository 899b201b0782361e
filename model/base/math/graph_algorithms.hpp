/// Graph algorithms over dense vertices; the only door to Boost.Graph. All are iterative and linear
/// or nearly so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace cutpoint {

inline constexpr std::uint32_t no_vertex = std::numeric_limits<std::uint32_t>::max();

struct DirectedGraph {
  std::size_t vertex_count = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
};

/// Cut vertices of the graph with directions ignored, ascending. Parallel edges and self-loops are
/// allowed.
[[nodiscard]] std::vector<std::uint32_t> articulation_points(const DirectedGraph& graph);

/// The immediate dominator of each vertex seen from `root`; `no_vertex` for the root itself and for
/// vertices that it does not reach.
[[nodiscard]] std::vector<std::uint32_t> immediate_dominators(const DirectedGraph& graph,
                                                              std::uint32_t root);

/// The strong component of each vertex. Numbers are a reverse topological order: where an edge
/// leads from u to v in another component, number[u] > number[v].
[[nodiscard]] std::vector<std::uint32_t> strong_components(const DirectedGraph& graph);

}  // namespace cutpoint
