#include "analyzer/engine/gates/context_simplification.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/engine/gates/dominator_tree.hpp"

namespace cutpoint {

namespace {

class ContextSimplification {
 public:
  explicit ContextSimplification(GateGraph& graph)
      : graph_(graph), tree_(graph), uses_(graph.vertices.size()) {}

  bool run() {
    list_uses();
    for (std::vector<Use>& uses : uses_) decide(uses);
    if (decided_.empty()) return false;
    set_constants();
    return true;
  }

 private:
  /// A vertex as an operand of a gate.
  struct Use {
    std::uint32_t gate;
    std::uint32_t position;
  };
  struct Decided {
    Use use;
    bool value;  ///< of the operand, its negation included
  };

  [[nodiscard]] Operand operand_at(Use use) const {
    return graph_.vertices[use.gate].operands[use.position];
  }

  void list_uses() {
    for (std::uint32_t gate = 0; gate < graph_.vertices.size(); ++gate) {
      const GateGraph::Vertex& vertex = graph_.vertices[gate];
      if (!tree_.is_below_tops(gate) || vertex.type == NodeType::connected) continue;
      for (std::uint32_t i = 0; i < vertex.operands.size(); ++i) {
        uses_[vertex.operands[i].vertex].push_back({gate, i});
      }
    }
  }

  /// The outermost gate that uses a vertex decides it for all that it dominates. That gate's own
  /// use stays, so that all uses can be judged by the graph as it was.
  void decide(std::vector<Use>& uses) {
    if (uses.size() < 2) return;
    std::stable_sort(uses.begin(), uses.end(),
                     [this](Use a, Use b) { return tree_.place(a.gate) < tree_.place(b.gate); });
    const Use* outermost = nullptr;
    for (const Use& use : uses) {
      if (outermost != nullptr && use.gate != outermost->gate &&
          tree_.dominates(outermost->gate, use.gate)) {
        decided_.push_back({use, value_within(*outermost) != operand_at(use).negated});
      } else if (is_junction(graph_.vertices[use.gate].type) &&
                 (outermost == nullptr || !tree_.dominates(outermost->gate, use.gate))) {
        outermost = &use;
      }
    }
  }

  /// What a vertex is wherever the gate that uses it is not decided by it.
  [[nodiscard]] bool value_within(Use outer) const {
    const bool operand_is = graph_.vertices[outer.gate].type == NodeType::all;
    return operand_is != operand_at(outer).negated;
  }

  /// A vertex that is never true comes before all others.
  void set_constants() {
    const auto shift = [](Operand& operand) { ++operand.vertex; };
    for (GateGraph::Vertex& vertex : graph_.vertices) {
      std::for_each(vertex.operands.begin(), vertex.operands.end(), shift);
    }
    std::for_each(graph_.tops.begin(), graph_.tops.end(), shift);
    for (const Decided& decided : decided_) {
      graph_.vertices[decided.use.gate].operands[decided.use.position] = {0, decided.value};
    }
    GateGraph::Vertex never;
    never.type = NodeType::any;
    graph_.vertices.insert(graph_.vertices.begin(), std::move(never));
  }

  GateGraph& graph_;
  DominatorTree tree_;
  std::vector<std::vector<Use>> uses_;  ///< by vertex
  std::vector<Decided> decided_;
};

}  // namespace

bool simplify_in_context(GateGraph& graph) {
  return ContextSimplification(graph).run();
}

}  // namespace cutpoint
