/// In which order a network's elements are decided, so that few vertices are open at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// One step of the frontier method: a vertex or an edge is decided, then some vertices are closed.
struct FrontierStep {
  bool is_vertex = false;
  std::uint32_t element = 0;  ///< position among the node's children: vertices, then edges
  std::uint32_t first = 0;    ///< vertex: its slot; edge: the slot of `from`
  std::uint32_t second = 0;   ///< edge: the slot of `to`
  bool directed = false;
  bool is_end = false;        ///< vertex: one of the terminals
  std::uint64_t closed = 0;   ///< slots whose last edge this step decided; free again after it
  std::uint64_t pending = 0;  ///< slots that still have undecided edges after this step
};

struct FrontierPlan {
  std::vector<FrontierStep> steps;
  std::uint32_t source_slot = 0;
  std::vector<std::uint32_t> terminal_slots;
  /// Terminals are all introduced after this many steps.
  std::size_t terminals_known_after = 0;
  bool parted_always = false;  ///< even with everything working the terminals are not joined
  bool too_wide = false;       ///< more than 64 vertices open at a time: no plan
};

/// Leaves out elements that lie on no way between terminals. Tries a breadth-first and a greedy
/// order of the vertices and keeps the narrower one.
[[nodiscard]] FrontierPlan plan_frontier(const Network& network, const Reachability& reachability);

}  // namespace cutpoint
