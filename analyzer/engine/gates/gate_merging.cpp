#include "analyzer/engine/gates/gate_merging.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/engine/gates/dominator_tree.hpp"

namespace cutpoint {

namespace {

class GateMerging {
 public:
  explicit GateMerging(GateGraph& graph)
      : graph_(graph),
        users_(uses_below_tops(graph)),
        merged_(graph.vertices.size(), 0),
        sign_(graph.vertices.size(), unmet) {}

  void run() {
    mark_merged();
    for (std::uint32_t vertex = 0; vertex < graph_.vertices.size(); ++vertex) {
      if (users_[vertex] == 0 || merged_[vertex] != 0) continue;
      if (is_junction(graph_.vertices[vertex].type)) take_over(vertex);
    }
  }

 private:
  static constexpr std::uint8_t unmet = 2;

  void mark_merged() {
    for (std::uint32_t vertex = 0; vertex < graph_.vertices.size(); ++vertex) {
      const GateGraph::Vertex& gate = graph_.vertices[vertex];
      if (users_[vertex] == 0 || !is_junction(gate.type)) continue;
      for (const Operand operand : gate.operands) {
        const GateGraph::Vertex& child = graph_.vertices[operand.vertex];
        if (!is_junction(child.type) || users_[operand.vertex] != 1) continue;
        const NodeType effective = operand.negated ? dual(child.type) : child.type;
        if (effective == gate.type) merged_[operand.vertex] = 1;
      }
    }
  }

  /// Operands in the order in which a walk through the merged gates meets them.
  void take_over(std::uint32_t vertex) {
    GateGraph::Vertex& gate = graph_.vertices[vertex];
    std::vector<Operand> operands;
    bool has_both_signs = false;
    std::vector<Operand> stack(gate.operands.rbegin(), gate.operands.rend());
    while (!stack.empty()) {
      const Operand at = stack.back();
      stack.pop_back();
      if (merged_[at.vertex] != 0) {
        const auto inner = std::exchange(graph_.vertices[at.vertex].operands, {});
        for (auto next = inner.rbegin(); next != inner.rend(); ++next) {
          stack.push_back({next->vertex, next->negated != at.negated});
        }
        continue;
      }
      const std::uint8_t sign = at.negated ? 1 : 0;
      has_both_signs = has_both_signs || sign_[at.vertex] == (sign ^ 1U);
      if (std::exchange(sign_[at.vertex], sign) == unmet) operands.push_back(at);
    }
    for (const Operand operand : operands) sign_[operand.vertex] = unmet;
    gate.operands = std::move(operands);
    if (!has_both_signs) return;
    // `any` of something and its opposite is always true: an `all` of nothing.
    gate.type = dual(gate.type);
    gate.operands.clear();
  }

  GateGraph& graph_;
  std::vector<std::uint32_t> users_;
  std::vector<std::uint8_t> merged_;
  std::vector<std::uint8_t> sign_;  ///< with which sign the present gate met a vertex
};

/// By the graph as it was: each gate is taken over by one, from the outermost on.
class SharedGateMerging {
 public:
  explicit SharedGateMerging(GateGraph& graph)
      : graph_(graph),
        tree_(graph),
        taken_by_(graph.vertices.size(), nobody),
        met_by_(2 * graph.vertices.size(), nobody) {}

  bool run() {
    for (auto vertex = static_cast<std::uint32_t>(graph_.vertices.size()); vertex-- > 0;) {
      const GateGraph::Vertex& gate = graph_.vertices[vertex];
      if (!tree_.is_below_tops(vertex) || !is_junction(gate.type)) continue;
      if (taken_by_[vertex] == nobody && takes_any(vertex)) take_over(vertex);
    }
    return changed_;
  }

 private:
  static constexpr std::uint32_t nobody = 0xffffffffU;

  /// Negated it is one of the other kind.
  [[nodiscard]] bool is_of_kind(NodeType type, Operand operand) const {
    const NodeType inner = graph_.vertices[operand.vertex].type;
    return is_junction(inner) && (operand.negated ? dual(inner) : inner) == type;
  }

  [[nodiscard]] bool may_take(std::uint32_t outer, NodeType type, Operand operand) const {
    return is_of_kind(type, operand) && taken_by_[operand.vertex] == nobody &&
           tree_.dominates(outer, operand.vertex);
  }

  [[nodiscard]] bool takes_any(std::uint32_t vertex) const {
    const GateGraph::Vertex& gate = graph_.vertices[vertex];
    return std::any_of(gate.operands.begin(), gate.operands.end(),
                       [&](Operand operand) { return may_take(vertex, gate.type, operand); });
  }

  /// Operands in the order in which a walk meets them. What is taken over may stand as an
  /// operand of the other kind as well, negated.
  void take_over(std::uint32_t vertex) {
    GateGraph::Vertex& gate = graph_.vertices[vertex];
    std::vector<Operand> operands;
    std::vector<Operand> stack(gate.operands.rbegin(), gate.operands.rend());
    while (!stack.empty()) {
      const Operand at = stack.back();
      stack.pop_back();
      if (taken_by_[at.vertex] == vertex && is_of_kind(gate.type, at)) continue;
      if (!may_take(vertex, gate.type, at)) {
        std::uint32_t& met_by = met_by_[at.vertex * std::size_t{2} + (at.negated ? 1 : 0)];
        if (std::exchange(met_by, vertex) != vertex) operands.push_back(at);
        continue;
      }
      taken_by_[at.vertex] = vertex;
      const std::vector<Operand>& inner = graph_.vertices[at.vertex].operands;
      for (auto next = inner.rbegin(); next != inner.rend(); ++next) {
        stack.push_back({next->vertex, next->negated != at.negated});
      }
    }
    gate.operands = std::move(operands);
    changed_ = true;
  }

  GateGraph& graph_;
  DominatorTree tree_;
  std::vector<std::uint32_t> taken_by_;  ///< by vertex
  std::vector<std::uint32_t> met_by_;    ///< by vertex and sign: by the operands of which gate
  bool changed_ = false;
};

}  // namespace

void merge_gates(GateGraph& graph) {
  GateMerging(graph).run();
}

bool merge_shared_gates(GateGraph& graph) {
  return SharedGateMerging(graph).run();
}

}  // namespace cutpoint
