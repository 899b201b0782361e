/// What the members of a large redundancy have for themselves, and what they share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// What is below the operands of a gate, as far as `any` gates go that nothing else uses.
struct MemberSets {
  std::vector<std::vector<std::uint32_t>> below;             ///< by operand, ascending vertices
  std::vector<std::uint32_t> shared;                         ///< vertices that others stand on too
  std::unordered_map<std::uint32_t, std::uint32_t> host_of;  ///< events that fail a whole lot
};

/// Shared vertices are decided one by one.
inline constexpr std::size_t most_shared_vertices = 10;

/// `uses`: of the vertices, below the tops. Absent where members have more than events for
/// themselves, or share too much.
[[nodiscard]] std::optional<MemberSets> member_sets(const GateGraph& graph,
                                                    const std::vector<std::uint32_t>& uses,
                                                    const GateGraph::Vertex& gate);

}  // namespace cutpoint
