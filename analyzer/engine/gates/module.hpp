/// One module of a gate graph, or what lies above all modules: built as a diagram on its own.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"

namespace cutpoint {

/// Self-contained: vertices are numbered anew, leaves first, then gates, children before parents.
struct GateModule {
  struct Gate {
    NodeType type = NodeType::any;
    std::uint32_t threshold = 0;     ///< at_least only
    std::uint32_t reachability = 0;  ///< connected only
    std::vector<Operand> operands;
    std::vector<std::uint32_t> frontier;  ///< as in GateGraph::Vertex
  };

  /// Vertices of the graph: events, and the modules right below. In the order in which a
  /// depth-first walk meets them.
  std::vector<std::uint32_t> leaves;
  std::vector<Gate> gates;  ///< gate i is vertex leaves.size() + i
  std::vector<Operand> roots;

  [[nodiscard]] std::size_t size() const { return leaves.size() + gates.size(); }
  [[nodiscard]] bool has_network() const;
  /// Several large counts of gates: pools of many instances on shared ground. No order of theirs
  /// gives a small diagram.
  [[nodiscard]] bool has_large_counts() const;
  /// By vertex: how many gates and roots use it.
  [[nodiscard]] std::vector<std::uint32_t> uses() const;
  /// Calls `visit(Operand)` for what a gate depends on, in the order in which to decide it.
  template <class Visit>
  void each_operand(std::size_t gate, const Visit& visit) const {
    const Gate& g = gates[gate];
    if (g.type != NodeType::connected) {
      for (const Operand operand : g.operands) visit(operand);
    } else {
      for (const std::uint32_t position : g.frontier) visit(g.operands[position]);
    }
  }
};

/// Takes a graph apart, one part at a time: inner modules first, the tops last.
class PartSequence {
 public:
  explicit PartSequence(const GateGraph& graph)
      : graph_(graph), number_(graph.vertices.size(), unmet) {}

  /// False after the last part.
  bool next(GateModule& part);
  /// The module whose part was given last; no vertex for the tops.
  [[nodiscard]] std::uint32_t module() const { return module_; }
  static constexpr std::uint32_t no_vertex = 0xffffffffU;

 private:
  static constexpr std::uint32_t unmet = 0xffffffffU;

  void collect(const std::vector<Operand>& roots, bool roots_are_gates, GateModule& part);
  void enter(std::uint32_t vertex, bool as_gate, GateModule& part);
  void add_gates(GateModule& part);
  [[nodiscard]] Operand local(Operand operand) const {
    return {number_[operand.vertex], operand.negated};
  }

  const GateGraph& graph_;
  /// By vertex of the graph: its number in the present part. Each vertex is a gate of one part
  /// only, and a leaf of one part only.
  std::vector<std::uint32_t> number_;
  std::uint32_t at_ = 0;
  std::uint32_t module_ = no_vertex;
  bool done_ = false;
  std::vector<std::uint32_t> gates_;
  /// A gate and its operands still to be met, the next one last.
  std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> path_;
};

}  // namespace cutpoint
