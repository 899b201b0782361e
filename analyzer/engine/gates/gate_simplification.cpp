#include "analyzer/engine/gates/gate_simplification.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "model/base/math/table_hash.hpp"

namespace cutpoint {

namespace {

Operand opposite(Operand operand) {
  return {operand.vertex, !operand.negated};
}

class GateSimplification {
 public:
  explicit GateSimplification(GateGraph& graph)
      : graph_(graph), image_(graph.vertices.size()), users_(uses_below_tops(graph)) {}

  bool run() {
    for (std::uint32_t vertex = 0; vertex < graph_.vertices.size(); ++vertex) {
      if (users_[vertex] > 0) image_[vertex] = image_of(vertex);
    }
    for (Operand& top : graph_.tops) top = mapped(top);
    graph_.vertices = std::move(made_);
    return changed_;
  }

 private:
  static constexpr std::uint32_t unmet = 0xffffffffU;

  [[nodiscard]] Operand mapped(Operand operand) const {
    const Operand image = image_[operand.vertex];
    return {image.vertex, image.negated != operand.negated};
  }

  Operand image_of(std::uint32_t vertex) {
    GateGraph::Vertex copy = std::move(graph_.vertices[vertex]);
    for (Operand& operand : copy.operands) operand = mapped(operand);
    switch (copy.type) {
      case NodeType::any:
      case NodeType::all:
        return image_of_junction(std::move(copy), users_[vertex]);
      case NodeType::at_least:
        return image_of_at_least(std::move(copy), users_[vertex]);
      case NodeType::event:
      case NodeType::negation:
      case NodeType::connected:
        break;
    }
    return add(std::move(copy), users_[vertex]);
  }

  Operand add(GateGraph::Vertex vertex, std::uint32_t users) {
    made_.push_back(std::move(vertex));
    users_of_made_.push_back(users);
    sign_.push_back(unmet);
    return {static_cast<std::uint32_t>(made_.size() - 1), false};
  }

  Operand constant(bool value) {
    if (constant_ == unmet) {
      GateGraph::Vertex never;
      never.type = NodeType::any;
      constant_ = add(std::move(never), 2).vertex;
    }
    return {constant_, value};
  }

  [[nodiscard]] bool is_constant(Operand operand) const {
    const GateGraph::Vertex& vertex = made_[operand.vertex];
    return is_junction(vertex.type) && vertex.operands.empty();
  }
  [[nodiscard]] bool constant_value(Operand operand) const {
    return (made_[operand.vertex].type == NodeType::all) != operand.negated;
  }

  Operand image_of_junction(GateGraph::Vertex gate, std::uint32_t users) {
    const bool absorbing = gate.type == NodeType::any;
    const std::size_t before = gate.operands.size();
    if (before == 0) return constant(!absorbing);
    for (const Operand operand : gate.operands) {
      if (is_constant(operand) && constant_value(operand) == absorbing) {
        changed_ = true;
        return constant(absorbing);
      }
    }
    std::erase_if(gate.operands, [this](Operand operand) { return is_constant(operand); });
    const bool decided = keep_different(gate.operands) || absorb(gate);
    for (const Operand operand : gate.operands) sign_[operand.vertex] = unmet;
    changed_ = changed_ || gate.operands.size() != before || decided;
    if (decided) return constant(absorbing);
    if (gate.operands.empty()) return constant(!absorbing);
    if (gate.operands.size() == 1) return gate.operands.front();
    return unique(std::move(gate), users);
  }

  /// Keeps the first of equal operands and marks all with their sign; true where one comes with
  /// both.
  bool keep_different(std::vector<Operand>& operands) {
    bool contradicts = false;
    std::erase_if(operands, [&](Operand operand) {
      const std::uint32_t sign = operand.negated ? 1 : 0;
      const std::uint32_t met = std::exchange(sign_[operand.vertex], sign);
      contradicts = contradicts || (met != unmet && met != sign);
      return met != unmet;
    });
    return contradicts;
  }

  /// Leaves out of inner gates what the outer one's operands, marked with their signs, decide; true
  /// where that makes the outer gate constant.
  bool absorb(GateGraph::Vertex& gate) {
    const bool absorbing = gate.type == NodeType::any;
    std::vector<Operand> absorbed;
    bool decided = false;
    for (Operand& operand : gate.operands) {
      const GateGraph::Vertex& inner = made_[operand.vertex];
      if (!is_junction(inner.type)) continue;
      const NodeType effective = operand.negated ? dual(inner.type) : inner.type;
      if (effective == gate.type) continue;
      const Operand without = without_known(operand, absorbing);
      if (without == operand) continue;
      absorbed.push_back(operand);
      operand = without;
      decided = decided || (is_constant(without) && constant_value(without) == absorbing);
    }
    if (absorbed.empty()) return false;
    changed_ = true;
    for (const Operand operand : absorbed) sign_[operand.vertex] = unmet;
    for (const Operand operand : gate.operands) sign_[operand.vertex] = unmet;
    if (decided) return true;
    std::erase_if(gate.operands, [this](Operand operand) { return is_constant(operand); });
    return keep_different(gate.operands);
  }

  /// What remains of an operand of an `any` (`outer_is_any`) or `all` that is of the other kind.
  Operand without_known(Operand operand, bool outer_is_any) {
    const std::vector<Operand> all = made_[operand.vertex].operands;
    std::vector<Operand> rest;
    for (const Operand below : all) {
      const std::uint32_t sign = below.negated != operand.negated ? 1 : 0;
      if (sign_[below.vertex] == sign) return constant(!outer_is_any);
      if (sign_[below.vertex] == unmet) rest.push_back(below);
    }
    if (rest.size() == all.size()) return operand;
    if (rest.empty()) return constant(outer_is_any);
    if (rest.size() == 1) return {rest.front().vertex, rest.front().negated != operand.negated};
    if (users_of_made_[operand.vertex] != 1) return operand;
    GateGraph::Vertex smaller;
    smaller.type = made_[operand.vertex].type;
    smaller.operands = std::move(rest);
    const Operand image = unique(std::move(smaller), 1);
    return {image.vertex, image.negated != operand.negated};
  }

  Operand image_of_at_least(GateGraph::Vertex gate, std::uint32_t users) {
    const std::size_t before = gate.operands.size();
    std::erase_if(gate.operands, [&](Operand operand) {
      if (!is_constant(operand)) return false;
      if (constant_value(operand) && gate.threshold > 0) --gate.threshold;
      return true;
    });
    changed_ = changed_ || gate.operands.size() != before;
    if (gate.threshold == 0) return constant(true);
    if (gate.threshold > gate.operands.size()) return constant(false);
    if (gate.threshold > 1 && gate.threshold < gate.operands.size()) {
      return unique(std::move(gate), users);
    }
    changed_ = true;
    gate.type = gate.threshold == 1 ? NodeType::any : NodeType::all;
    gate.threshold = 0;
    return image_of_junction(std::move(gate), users);
  }

  /// `all` is `not any` of the opposites, `at least k of n` is `not at least n - k + 1`: of the two
  /// forms the one whose first operand is not negated stands for both.
  struct Key {
    NodeType type;
    std::uint32_t threshold;
    std::vector<Operand> operands;
    bool negated;
  };

  static Key key_of(const GateGraph::Vertex& gate) {
    Key key{gate.type, gate.threshold, gate.operands, false};
    std::sort(key.operands.begin(), key.operands.end());
    if (!key.operands.front().negated) return key;
    key.negated = true;
    if (is_junction(key.type)) {
      key.type = dual(key.type);
    } else {
      key.threshold = static_cast<std::uint32_t>(key.operands.size()) - key.threshold + 1;
    }
    for (Operand& operand : key.operands) operand = opposite(operand);
    std::sort(key.operands.begin(), key.operands.end());
    return key;
  }

  static std::size_t hash_of(const Key& key) {
    std::size_t hash = table_hash(static_cast<std::uint32_t>(key.type), key.threshold, 0);
    for (const Operand operand : key.operands) {
      hash = table_hash(static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32U),
                        operand.vertex * 2 + (operand.negated ? 1U : 0U));
    }
    return hash;
  }

  Operand unique(GateGraph::Vertex gate, std::uint32_t users) {
    const Key key = key_of(gate);
    const std::size_t hash = hash_of(key);
    const auto [first, last] = known_.equal_range(hash);
    for (auto at = first; at != last; ++at) {
      const Key other = key_of(made_[at->second]);
      if (other.type != key.type || other.threshold != key.threshold ||
          other.operands != key.operands) {
        continue;
      }
      users_of_made_[at->second] += users;
      changed_ = true;
      return {at->second, other.negated != key.negated};
    }
    const Operand made = add(std::move(gate), users);
    known_.emplace(hash, made.vertex);
    return made;
  }

  GateGraph& graph_;
  std::vector<Operand> image_;        ///< by vertex of the graph
  std::vector<std::uint32_t> users_;  ///< by vertex of the graph
  std::vector<GateGraph::Vertex> made_;
  std::vector<std::uint32_t> users_of_made_;
  std::vector<std::uint32_t> sign_;  ///< by vertex made: in the present gate
  std::unordered_multimap<std::size_t, std::uint32_t> known_;
  std::uint32_t constant_ = unmet;
  bool changed_ = false;
};

}  // namespace

bool simplify_gates(GateGraph& graph) {
  return GateSimplification(graph).run();
}

}  // namespace cutpoint
