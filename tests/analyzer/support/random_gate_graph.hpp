// Gate graphs made by hand and at random, and what their tops are in every state.
#pragma once

#include <bitset>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"
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

/// How large it is: what diagrams are joined from.
std::size_t joins_below_tops(const GateGraph& graph);

}  // namespace cutpoint::testing
