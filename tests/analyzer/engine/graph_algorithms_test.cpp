// Articulation points, dominators and strong components against removal and reachability.
#include "model/base/math/graph_algorithms.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::graph_algorithms_test {

namespace {

std::vector<bool> reached(const DirectedGraph& graph, std::uint32_t from, std::uint32_t without,
                          bool both_ways) {
  std::vector<bool> seen(graph.vertex_count, false);
  if (from == without) return seen;
  seen[from] = true;
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [a, b] : graph.edges) {
      if (a == without || b == without) continue;
      if (seen[a] && !seen[b]) grew = seen[b] = true;
      if (both_ways && seen[b] && !seen[a]) grew = seen[a] = true;
    }
  }
  return seen;
}

bool is_cut_vertex(const DirectedGraph& graph, std::uint32_t vertex) {
  // Some neighbour no longer reaches another one.
  std::vector<std::uint32_t> neighbours;
  for (const auto& [a, b] : graph.edges) {
    if (a == vertex && b != vertex) neighbours.push_back(b);
    if (b == vertex && a != vertex) neighbours.push_back(a);
  }
  if (neighbours.empty()) return false;
  const auto seen = reached(graph, neighbours.front(), vertex, true);
  return std::any_of(neighbours.begin(), neighbours.end(),
                     [&](std::uint32_t n) { return !seen[n]; });
}

DirectedGraph random_graph(Random& random) {
  DirectedGraph graph;
  graph.vertex_count = 2 + random.below(8);
  const auto count = static_cast<std::uint32_t>(graph.vertex_count);
  const std::uint32_t edges = random.below(2 * count + 1);
  for (std::uint32_t i = 0; i < edges; ++i) {
    graph.edges.emplace_back(random.below(count), random.below(count));
  }
  return graph;
}

}  // namespace

TEST_CASE("graph algorithms equal brute force on random graphs") {
  Random random(number_from_environment("CUTPOINT_SEED", 1));
  for (int round = 0; round < 3000; ++round) {
    const DirectedGraph graph = random_graph(random);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count);
    INFO("round " << round);
    std::vector<std::uint32_t> cuts;
    for (std::uint32_t v = 0; v < count; ++v) {
      if (is_cut_vertex(graph, v)) cuts.push_back(v);
    }
    CHECK(articulation_points(graph) == cuts);

    const auto base = reached(graph, 0, no_vertex, false);
    const auto dominator = immediate_dominators(graph, 0);
    for (std::uint32_t v = 0; v < count; ++v) {
      std::vector<std::uint32_t> from_tree;
      for (std::uint32_t at = dominator[v]; at != no_vertex; at = dominator[at]) {
        from_tree.push_back(at);
      }
      std::sort(from_tree.begin(), from_tree.end());
      std::vector<std::uint32_t> expected;
      for (std::uint32_t d = 0; d < count; ++d) {
        if (base[v] && d != v && !reached(graph, 0, d, false)[v]) expected.push_back(d);
      }
      CHECK(from_tree == expected);
    }

    const auto component = strong_components(graph);
    for (std::uint32_t a = 0; a < count; ++a) {
      const auto from_a = reached(graph, a, no_vertex, false);
      for (std::uint32_t b = 0; b < count; ++b) {
        const bool together = from_a[b] && reached(graph, b, no_vertex, false)[a];
        CHECK((component[a] == component[b]) == together);
        if (from_a[b] && !together) CHECK(component[a] > component[b]);
      }
    }
  }
}

TEST_CASE("graph algorithms take a million vertices in a row") {
  DirectedGraph chain;
  chain.vertex_count = 1'000'000;
  for (std::uint32_t v = 0; v + 1 < chain.vertex_count; ++v) chain.edges.emplace_back(v, v + 1);
  CHECK(articulation_points(chain).size() == chain.vertex_count - 2);
  CHECK(immediate_dominators(chain, 0).back() == chain.vertex_count - 2);
  chain.edges.emplace_back(static_cast<std::uint32_t>(chain.vertex_count) - 1, 0U);
  const auto component = strong_components(chain);
  CHECK(std::all_of(component.begin(), component.end(),
                    [&](std::uint32_t c) { return c == component.front(); }));
}

}  // namespace cutpoint::testing::graph_algorithms_test
