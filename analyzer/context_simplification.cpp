#include "analyzer/context_simplification.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

namespace {

/// Steps through the tree of dominators; a graph that needs more is left as it is.
constexpr std::size_t most_steps = 50'000'000;

/// Dominators of the vertices below the tops: the gates that every way from a top to the vertex
/// passes through. Users have larger numbers than what they use.
class DominatorTree {
 public:
  explicit DominatorTree(const GateGraph& graph)
      : graph_(graph), parent_(graph.vertices.size() + 1, unmet) {}

  /// False where that takes too many steps.
  bool build() {
    const std::uint32_t root = above_all();
    parent_[root] = root;
    for (const Operand top : graph_.tops) parent_[top.vertex] = root;
    for (std::uint32_t vertex = root; vertex-- > 0;) {
      if (parent_[vertex] == unmet) continue;
      for (const Operand operand : graph_.vertices[vertex].operands) {
        std::uint32_t& parent = parent_[operand.vertex];
        parent = parent == unmet ? vertex : common(parent, vertex);
      }
      if (steps_ > most_steps) return false;
    }
    number();
    return true;
  }

  [[nodiscard]] bool is_below_tops(std::uint32_t vertex) const { return parent_[vertex] != unmet; }
  [[nodiscard]] std::uint32_t place(std::uint32_t vertex) const { return first_[vertex]; }
  [[nodiscard]] bool dominates(std::uint32_t upper, std::uint32_t lower) const {
    return first_[upper] <= first_[lower] && first_[lower] < end_[upper];
  }

 private:
  static constexpr std::uint32_t unmet = 0xffffffffU;

  [[nodiscard]] std::uint32_t above_all() const {
    return static_cast<std::uint32_t>(graph_.vertices.size());
  }

  std::uint32_t common(std::uint32_t a, std::uint32_t b) {
    while (a != b) {
      if (a > b) std::swap(a, b);
      a = parent_[a];
      ++steps_;
    }
    return a;
  }

  /// Every vertex before those that it dominates, which follow it without a gap.
  void number() {
    std::vector<std::uint32_t> size(parent_.size(), 1);
    for (std::uint32_t vertex = 0; vertex < above_all(); ++vertex) {
      if (is_below_tops(vertex)) size[parent_[vertex]] += size[vertex];
    }
    first_.assign(parent_.size(), 0);
    end_.assign(parent_.size(), 0);
    end_[above_all()] = size[above_all()];
    std::vector<std::uint32_t> next(parent_.size(), 1);
    for (std::uint32_t vertex = above_all(); vertex-- > 0;) {
      if (!is_below_tops(vertex)) continue;
      first_[vertex] = next[parent_[vertex]];
      next[parent_[vertex]] += size[vertex];
      next[vertex] = first_[vertex] + 1;
      end_[vertex] = first_[vertex] + size[vertex];
    }
  }

  const GateGraph& graph_;
  std::vector<std::uint32_t> parent_;  ///< the nearest dominator; the last vertex stands above all
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> end_;
  std::size_t steps_ = 0;
};

class ContextSimplification {
 public:
  explicit ContextSimplification(GateGraph& graph)
      : graph_(graph), tree_(graph), uses_(graph.vertices.size()) {}

  bool run() {
    if (!tree_.build()) return false;
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

  [[nodiscard]] static bool is_junction(NodeType type) {
    return type == NodeType::any || type == NodeType::all;
  }
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
