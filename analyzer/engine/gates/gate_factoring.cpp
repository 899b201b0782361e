#include "analyzer/engine/gates/gate_factoring.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace cutpoint {

namespace {

/// Operands looked at; what is not factored by then stays as it is.
constexpr std::size_t most_factoring_work = 20'000'000;

class GateFactoring {
 public:
  explicit GateFactoring(GateGraph& graph)
      : graph_(graph), users_(uses_below_tops(graph)), weight_(graph.vertices.size(), 1.0) {}

  bool run() {
    weigh();
    std::vector<std::uint32_t> gates;
    for (std::uint32_t vertex = 0; vertex < users_.size(); ++vertex) {
      if (users_[vertex] > 0 && is_junction(graph_.vertices[vertex].type)) gates.push_back(vertex);
    }
    for (std::size_t next = 0; next < gates.size() && work_ < most_factoring_work; ++next) {
      factor(gates[next], gates);
    }
    if (changed_) sort_vertices();
    return changed_;
  }

 private:
  /// One alternative of a gate: what it consists of, and where it stands among the operands.
  struct Term {
    std::vector<Operand> factors;
    std::size_t position;
  };

  /// About how many events are below, those that are met on several ways counted for each.
  void weigh() {
    for (std::size_t vertex = 0; vertex < weight_.size(); ++vertex) {
      const auto& operands = graph_.vertices[vertex].operands;
      if (operands.empty()) continue;
      double sum = 0.0;
      for (const Operand operand : operands) sum += weight_[operand.vertex];
      weight_[vertex] = std::min(sum, 1e100);
    }
  }

  static std::uint64_t key_of(Operand operand) {
    return std::uint64_t{operand.vertex} * 2 + (operand.negated ? 1U : 0U);
  }

  /// Operands that are gates of the other kind and used here alone.
  [[nodiscard]] std::vector<Term> terms_of(const GateGraph::Vertex& gate) {
    std::vector<Term> terms;
    for (std::size_t i = 0; i < gate.operands.size(); ++i) {
      const Operand operand = gate.operands[i];
      const GateGraph::Vertex& inner = graph_.vertices[operand.vertex];
      if (!is_junction(inner.type) || users_[operand.vertex] != 1) continue;
      if ((operand.negated ? dual(inner.type) : inner.type) == gate.type) continue;
      Term& term = terms.emplace_back(Term{inner.operands, i});
      for (Operand& factor : term.factors) factor.negated = factor.negated != operand.negated;
      work_ += term.factors.size();
    }
    return terms;
  }

  /// The factor whose taking out saves most; false where none is shared.
  bool find_best(const std::vector<Term>& terms, Operand& best) {
    std::unordered_map<std::uint64_t, std::uint32_t> count;
    for (const Term& term : terms) {
      for (const Operand factor : term.factors) ++count[key_of(factor)];
    }
    double most = 0.0;
    for (const Term& term : terms) {
      for (const Operand factor : term.factors) {
        const double others = count[key_of(factor)] - 1.0;
        const double saved = others * (1.0 + std::log2(weight_[factor.vertex]));
        if (saved <= most) continue;
        most = saved;
        best = factor;
      }
    }
    return most > 0.0;
  }

  /// Takes out one factor; what is left of the gate and what the factor stood beside come again.
  void factor(std::uint32_t vertex, std::vector<std::uint32_t>& again) {
    const std::vector<Term> terms = terms_of(graph_.vertices[vertex]);
    Operand common;
    if (terms.size() < 2 || !find_best(terms, common)) return;
    changed_ = true;
    const NodeType type = graph_.vertices[vertex].type;
    GateGraph::Vertex beside;
    beside.type = type;
    std::vector<std::size_t> taken;
    for (const Term& term : terms) {
      if (std::find(term.factors.begin(), term.factors.end(), common) == term.factors.end()) {
        continue;
      }
      beside.operands.push_back(without(term, common, dual(type)));
      taken.push_back(term.position);
    }
    const std::uint32_t number = add(std::move(beside));
    again.push_back(number);
    GateGraph::Vertex product;
    product.type = dual(type);
    product.operands = {common, {number, false}};
    const Operand factored{add(std::move(product)), false};
    std::vector<Operand>& operands = graph_.vertices[vertex].operands;
    operands[taken.front()] = factored;
    for (std::size_t i = taken.size(); i-- > 1;) {
      operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(taken[i]));
    }
    again.push_back(vertex);
  }

  Operand without(const Term& term, Operand common, NodeType type) {
    GateGraph::Vertex rest;
    rest.type = type;
    for (const Operand factor : term.factors) {
      if (factor != common) rest.operands.push_back(factor);
    }
    if (rest.operands.size() == 1) return rest.operands.front();
    return {add(std::move(rest)), false};
  }

  std::uint32_t add(GateGraph::Vertex vertex) {
    double weight = 0.0;
    for (const Operand operand : vertex.operands) weight += weight_[operand.vertex];
    weight_.push_back(std::min(weight, 1e100));
    users_.push_back(1);
    graph_.vertices.push_back(std::move(vertex));
    return static_cast<std::uint32_t>(graph_.vertices.size() - 1);
  }

  /// Those below the tops, children before parents, in the order in which a walk leaves them.
  void sort_vertices() {
    constexpr std::uint32_t unmet = 0xffffffffU;
    std::vector<std::uint32_t> number(graph_.vertices.size(), unmet);
    std::vector<GateGraph::Vertex> sorted;
    std::vector<std::pair<std::uint32_t, std::size_t>> path;
    std::vector<std::uint8_t> met(graph_.vertices.size(), 0);
    for (Operand& top : graph_.tops) {
      if (std::exchange(met[top.vertex], 1) == 0) path.emplace_back(top.vertex, 0);
      while (!path.empty()) {
        auto& [vertex, next] = path.back();
        const auto& operands = graph_.vertices[vertex].operands;
        if (next < operands.size()) {
          const std::uint32_t child = operands[next++].vertex;
          if (std::exchange(met[child], 1) == 0) path.emplace_back(child, 0);
          continue;
        }
        number[vertex] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(std::move(graph_.vertices[vertex]));
        for (Operand& operand : sorted.back().operands) operand.vertex = number[operand.vertex];
        path.pop_back();
      }
      top.vertex = number[top.vertex];
    }
    graph_.vertices = std::move(sorted);
  }

  GateGraph& graph_;
  std::vector<std::uint32_t> users_;
  std::vector<double> weight_;
  std::size_t work_ = 0;
  bool changed_ = false;
};

}  // namespace

bool factor_gates(GateGraph& graph) {
  return GateFactoring(graph).run();
}

}  // namespace cutpoint
