// Gate graphs made by hand and at random, and what their tops are in every state.
#pragma once

#include <bitset>
#include <cstdint>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing {

constexpr std::uint32_t leaf_count = 8;
using TruthTable = std::bitset<1U << leaf_count>;

std::uint32_t add(GateGraph& graph, NodeType type, std::vector<Operand> operands,
                  std::uint32_t threshold = 0);
std::uint32_t add_leaf(GateGraph& graph, std::size_t event);

/// Of up to 22 gates over all leaves, with negations and counts, with one top or two.
GateGraph random_gate_graph(Random& random);

std::vector<TruthTable> tables_of_tops(const GateGraph& graph);

/// `check(graph, tables)`, with those of its tops, of graphs made at random: of `CUTPOINT_MODELS`,
/// else of 2 000, from `CUTPOINT_SEED`, else `first_seed` on. Returns of how many.
template <class Check>
std::uint64_t each_random_gate_graph(std::uint64_t first_seed, const Check& check) {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", first_seed);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 2000);
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)");
    Random random(at);
    const GateGraph graph = random_gate_graph(random);
    check(graph, tables_of_tops(graph));
  }
  return wanted;
}

/// How large it is: what diagrams are joined from.
std::size_t joins_below_tops(const GateGraph& graph);

}  // namespace cutpoint::testing
