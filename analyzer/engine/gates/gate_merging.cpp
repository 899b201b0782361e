#include "analyzer/engine/gates/gate_merging.hpp"

#include <algorithm>
#include <utility>

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

}  // namespace

void merge_gates(GateGraph& graph) {
  GateMerging(graph).run();
}

}  // namespace cutpoint
