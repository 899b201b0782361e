#include "analyzer/engine/gates/module.hpp"

#include <algorithm>
#include <utility>

namespace cutpoint {

bool GateModule::has_large_counts() const {
  constexpr std::size_t many_nodes = 100;  // of the diagram of one, were its operands leaves
  const auto is_large = [this](const Gate& gate) {
    return gate.type == NodeType::at_least &&
           gate.threshold * (gate.operands.size() - gate.threshold + 1) > many_nodes &&
           std::all_of(gate.operands.begin(), gate.operands.end(),
                       [this](Operand operand) { return operand.vertex >= leaves.size(); });
  };
  return std::count_if(gates.begin(), gates.end(), is_large) > 1;
}

bool GateModule::has_network() const {
  return std::any_of(gates.begin(), gates.end(),
                     [](const Gate& gate) { return gate.type == NodeType::connected; });
}

std::vector<std::uint32_t> GateModule::uses() const {
  std::vector<std::uint32_t> count(size(), 0);
  for (std::size_t gate = 0; gate < gates.size(); ++gate) {
    each_operand(gate, [&count](Operand operand) { ++count[operand.vertex]; });
  }
  for (const Operand root : roots) ++count[root.vertex];
  return count;
}

bool PartSequence::next(GateModule& part) {
  part = GateModule();
  for (; at_ < graph_.vertices.size(); ++at_) {
    if (!graph_.vertices[at_].is_module) continue;
    module_ = at_++;
    collect({{module_, false}}, true, part);
    // It is still to be met as a leaf of the part above.
    number_[module_] = unmet;
    return true;
  }
  if (done_) return false;
  done_ = true;
  module_ = no_vertex;
  collect(graph_.tops, false, part);
  return true;
}

void PartSequence::collect(const std::vector<Operand>& roots, bool roots_are_gates,
                           GateModule& part) {
  gates_.clear();
  for (const Operand root : roots) {
    if (number_[root.vertex] == unmet) enter(root.vertex, roots_are_gates, part);
    while (!path_.empty()) {
      auto& [vertex, children] = path_.back();
      if (children.empty()) {
        gates_.push_back(vertex);
        path_.pop_back();
        continue;
      }
      const std::uint32_t child = children.back();
      children.pop_back();
      if (number_[child] == unmet) enter(child, false, part);
    }
  }
  add_gates(part);
  for (const Operand root : roots) part.roots.push_back(local(root));
}

void PartSequence::enter(std::uint32_t vertex, bool as_gate, GateModule& part) {
  const GateGraph::Vertex& v = graph_.vertices[vertex];
  if (v.type == NodeType::event || (v.is_module && !as_gate)) {
    number_[vertex] = static_cast<std::uint32_t>(part.leaves.size());
    part.leaves.push_back(vertex);
    return;
  }
  number_[vertex] = 0;  // met; the number follows when all leaves are known
  std::vector<std::uint32_t> children;
  graph_.each_operand(vertex, [&](Operand operand) { children.push_back(operand.vertex); });
  std::reverse(children.begin(), children.end());
  path_.emplace_back(vertex, std::move(children));
}

void PartSequence::add_gates(GateModule& part) {
  for (const std::uint32_t vertex : gates_) {
    number_[vertex] = static_cast<std::uint32_t>(part.size());
    const GateGraph::Vertex& v = graph_.vertices[vertex];
    GateModule::Gate& gate = part.gates.emplace_back();
    gate.type = v.type;
    gate.threshold = v.threshold;
    gate.reachability = v.reachability;
    gate.frontier = v.frontier;
    for (const Operand operand : v.operands) gate.operands.push_back(local(operand));
  }
}

}  // namespace cutpoint
