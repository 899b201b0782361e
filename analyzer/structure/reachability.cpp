#include "analyzer/structure/reachability.hpp"

#include <numeric>

#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

NetworkAdjacency::NetworkAdjacency(const Network& network) : first(network.vertex_count + 1U, 0) {
  for (const Network::Edge& edge : network.edges) {
    ++first[edge.from + 1U];
    if (!edge.directed) ++first[edge.to + 1U];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  steps.resize(first.back());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t i = 0; i < network.edges.size(); ++i) {
    const Network::Edge& edge = network.edges[i];
    steps[next[edge.from]++] = {i, edge.to};
    if (!edge.directed) steps[next[edge.to]++] = {i, edge.from};
  }
}

std::vector<bool> parting_elements(const Network& network, const Reachability& reachability) {
  // Every edge becomes a vertex in its middle, so that vertices and edges are cut alike: an element
  // parts the source from a terminal when it dominates the terminal.
  const std::uint32_t vertices = network.vertex_count;
  const auto edges = static_cast<std::uint32_t>(network.edges.size());
  DirectedGraph graph;
  graph.vertex_count = vertices + edges;
  for (std::uint32_t i = 0; i < edges; ++i) {
    const Network::Edge& edge = network.edges[i];
    graph.edges.emplace_back(edge.from, vertices + i);
    graph.edges.emplace_back(vertices + i, edge.to);
    if (edge.directed) continue;
    graph.edges.emplace_back(edge.to, vertices + i);
    graph.edges.emplace_back(vertices + i, edge.from);
  }
  const std::uint32_t source = reachability.terminals.front();
  const auto dominator = immediate_dominators(graph, source);
  std::vector<bool> parting(graph.vertex_count, false);
  parting[source] = true;
  for (const std::uint32_t terminal : reachability.terminals) {
    if (terminal != source && dominator[terminal] == no_vertex) {
      return std::vector<bool>(graph.vertex_count, true);  // parted already
    }
    for (std::uint32_t at = terminal; !parting[at]; at = dominator[at]) parting[at] = true;
  }
  return parting;
}

}  // namespace cutpoint
