/// A structure function made ready for diagrams: negations on operands, gates merged and grouped so
/// that independent parts (modules) show.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/engine/gates/alike_members.hpp"
#include "analyzer/engine/networks/frontier_order.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A vertex of the graph and whether it counts negated.
struct Operand {
  std::uint32_t vertex = 0;
  bool negated = false;
  friend auto operator<=>(const Operand&, const Operand&) = default;
};

/// `any` or `all`.
[[nodiscard]] inline bool is_junction(NodeType type) {
  return type == NodeType::any || type == NodeType::all;
}
/// The junction that negations turn one into.
[[nodiscard]] inline NodeType dual(NodeType junction) {
  return junction == NodeType::any ? NodeType::all : NodeType::any;
}

/// Events and gates below the tops, children before parents.
struct GateGraph {
  static constexpr std::uint32_t no_count = 0xffffffffU;
  struct Vertex {
    NodeType type = NodeType::event;  ///< never negation
    std::uint32_t threshold = 0;      ///< at_least only
    std::uint32_t reachability = 0;   ///< connected only
    EventId event;                    ///< event only
    std::uint32_t count = no_count;   ///< of a leaf that is no event: index into counts
    std::vector<Operand> operands;    ///< in the order of the function
    /// connected only: positions in `operands` in the order of its frontier, those left out that
    /// lie on no way between terminals.
    std::vector<std::uint32_t> frontier;
    /// Nothing below is used from elsewhere. Events are no modules.
    bool is_module = false;
  };
  std::vector<Vertex> vertices;
  std::vector<Operand> tops;
  std::vector<FrontierPlan> plans;  ///< by reachability; empty where nothing asks
  std::vector<AlikeMembers> alike;  ///< of large redundancies
  std::vector<FailedMembers> counts;

  /// Calls `visit(Operand)` for what a vertex depends on, in the order in which to decide it.
  template <class Visit>
  void each_operand(std::uint32_t vertex, const Visit& visit) const {
    const Vertex& v = vertices[vertex];
    if (v.type != NodeType::connected) {
      for (const Operand operand : v.operands) visit(operand);
    } else {
      for (const std::uint32_t position : v.frontier) visit(v.operands[position]);
    }
  }
};

/// How many operands and tops each vertex is used by, those below no top not counted: 0 for these.
/// A top counts as two, so that it never seems to have a single user.
[[nodiscard]] std::vector<std::uint32_t> uses_below_tops(const GateGraph& graph);

}  // namespace cutpoint
