#include "analyzer/engine/gates/context_simplification.hpp"

#include <algorithm>
#include <utility>

#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

namespace {

/// The gates that every way from a top to a vertex passes through, as a tree that is numbered so
/// that what one dominates follows it without a gap.
class DominatorTree {
 public:
  explicit DominatorTree(const GateGraph& graph) {
    const auto above_all = static_cast<std::uint32_t>(graph.vertices.size());
    DirectedGraph ways{graph.vertices.size() + 1, {}};
    for (const Operand top : graph.tops) ways.edges.emplace_back(above_all, top.vertex);
    for (std::uint32_t vertex = 0; vertex < above_all; ++vertex) {
      for (const Operand operand : graph.vertices[vertex].operands) {
        ways.edges.emplace_back(vertex, operand.vertex);
      }
    }
    dominator_ = immediate_dominators(ways, above_all);
    number();
  }

  [[nodiscard]] bool is_below_tops(std::uint32_t vertex) const {
    return dominator_[vertex] != no_vertex;
  }
  [[nodiscard]] std::uint32_t place(std::uint32_t vertex) const { return first_[vertex]; }
  [[nodiscard]] bool dominates(std::uint32_t upper, std::uint32_t lower) const {
    return first_[upper] <= first_[lower] && first_[lower] < end_[upper];
  }

 private:
  /// Users have larger numbers than what they use, and so have dominators.
  void number() {
    const std::size_t count = dominator_.size();
    std::vector<std::uint32_t> size(count, 1);
    for (std::size_t vertex = 0; vertex < count; ++vertex) {
      if (dominator_[vertex] != no_vertex) size[dominator_[vertex]] += size[vertex];
    }
    first_.assign(count, 0);
    end_.assign(count, 0);
    std::vector<std::uint32_t> next(count, 1);
    for (std::size_t vertex = count; vertex-- > 0;) {
      if (dominator_[vertex] == no_vertex) continue;
      first_[vertex] = next[dominator_[vertex]];
      next[dominator_[vertex]] += size[vertex];
      next[vertex] = first_[vertex] + 1;
      end_[vertex] = first_[vertex] + size[vertex];
    }
  }

  std::vector<std::uint32_t> dominator_;  ///< the nearest; the last vertex stands above all
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> end_;
};

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
