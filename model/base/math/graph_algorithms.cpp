#include "model/base/math/graph_algorithms.hpp"

#include <algorithm>
#include <iterator>

#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

namespace cutpoint {

namespace {

using Csr =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;
using Edge = std::pair<std::uint32_t, std::uint32_t>;

Csr to_csr(const std::vector<Edge>& edges, std::size_t vertex_count) {
  return Csr(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
             static_cast<std::uint32_t>(vertex_count));
}

/// Every edge in both directions, without self-loops and parallel edges: the biconnectivity visitor
/// takes a second edge to the parent for a way round.
std::vector<Edge> undirected_edges(const DirectedGraph& graph) {
  std::vector<Edge> edges;
  edges.reserve(graph.edges.size() * 2);
  for (const auto& [from, to] : graph.edges) {
    if (from == to) continue;
    edges.emplace_back(from, to);
    edges.emplace_back(to, from);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

}  // namespace

std::vector<std::uint32_t> articulation_points(const DirectedGraph& graph) {
  const Csr csr = to_csr(undirected_edges(graph), graph.vertex_count);
  std::vector<std::uint32_t> points;
  boost::articulation_points(csr, std::back_inserter(points));
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

std::vector<std::uint32_t> strong_components(const DirectedGraph& graph) {
  std::vector<std::uint32_t> component(graph.vertex_count, 0);
  if (graph.vertex_count == 0) return component;
  const Csr csr = to_csr(graph.edges, graph.vertex_count);
  boost::strong_components(csr, boost::make_iterator_property_map(
                                    component.begin(), boost::get(boost::vertex_index, csr)));
  return component;
}

}  // namespace cutpoint
