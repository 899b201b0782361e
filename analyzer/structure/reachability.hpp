/// Questions about one `connected` node: does it hold, and which single elements decide it.
#pragma once

#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// For each element of the network: does its failure alone part the terminals? Near-linear.
[[nodiscard]] std::vector<bool> parting_elements(const Network& network,
                                                 const Reachability& reachability);

/// Adjacency of a network: for each vertex the edges that leave it and where they lead.
struct NetworkAdjacency {
  struct Step {
    std::uint32_t edge;
    std::uint32_t to;
  };
  std::vector<std::size_t> first;
  std::vector<Step> steps;

  explicit NetworkAdjacency(const Network& network);
};

/// True when the terminals are not all joined while the elements for which `failed(position)` is
/// true are down. Positions count the node's children: vertices, then edges.
template <class Failed>
[[nodiscard]] bool is_disconnected(const Network& network, const NetworkAdjacency& adjacency,
                                   const Reachability& reachability, Failed failed) {
  const std::uint32_t source = reachability.terminals.front();
  for (const std::uint32_t terminal : reachability.terminals) {
    if (failed(terminal)) return true;
  }
  std::vector<bool> reached(network.vertex_count, false);
  std::vector<std::uint32_t> stack{source};
  reached[source] = true;
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    for (std::size_t i = adjacency.first[at]; i < adjacency.first[at + 1U]; ++i) {
      const NetworkAdjacency::Step step = adjacency.steps[i];
      if (reached[step.to] || failed(network.vertex_count + step.edge) || failed(step.to)) continue;
      reached[step.to] = true;
      stack.push_back(step.to);
    }
  }
  for (const std::uint32_t terminal : reachability.terminals) {
    if (!reached[terminal]) return true;
  }
  return false;
}

}  // namespace cutpoint
