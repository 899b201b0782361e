#include "analyzer/engine/gates/gate_graph_maker.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzer/engine/gates/context_simplification.hpp"
#include "analyzer/engine/gates/gate_merging.hpp"
#include "analyzer/engine/gates/gate_simplification.hpp"
#include "analyzer/engine/gates/operand_grouping.hpp"
#include "analyzer/engine/gates/pool_counting.hpp"
#include "analyzer/engine/gates/visit_dates.hpp"

namespace cutpoint {

namespace {

/// Each finds what the one before made visible; a few are enough in practice.
constexpr int most_simplifications = 8;
/// Shared gates are taken over where that leaves one operand of so many.
constexpr std::size_t least_shrinking = 2;

/// What a node of the function became: a constant or an operand.
struct Image {
  std::optional<bool> constant;
  Operand operand;
  [[nodiscard]] Image negated() const {
    if (constant) return {!*constant, {}};
    return {std::nullopt, {operand.vertex, !operand.negated}};
  }
};

class GateGraphMaker {
 public:
  GateGraphMaker(const StructureFunction& function, const std::vector<NodeId>& tops)
      : function_(function), tops_(tops) {}

  GateGraph run() {
    for (const NodeId node : needed_nodes()) images_[node] = image_of(node);
    GateGraph graph;
    graph.vertices = std::move(vertices_);
    graph.plans = std::move(plans_);
    for (const NodeId top : tops_) {
      Image image = images_[top];
      if (image.constant) image = constant_vertex(graph, *image.constant);
      graph.tops.push_back(image.operand);
    }
    return graph;
  }

 private:
  std::vector<NodeId> needed_nodes() {
    IdVector<NodeId, std::uint8_t> seen(function_.nodes.size(), 0);
    std::vector<NodeId> needed;
    const auto need = [&](NodeId node) {
      if (std::exchange(seen[node], 1) == 0) needed.push_back(node);
    };
    for (const NodeId top : tops_) need(top);
    for (std::size_t head = 0; head < needed.size(); ++head) {
      for (const NodeId child : function_.children_of(needed[head])) need(child);
    }
    std::sort(needed.begin(), needed.end());
    images_.resize(function_.nodes.size());
    return needed;
  }

  Image image_of(NodeId id) {
    const Node& node = function_.nodes[id];
    switch (node.type) {
      case NodeType::event: {
        if (!function_.events[node.event].can_fail) return {false, {}};
        GateGraph::Vertex leaf;
        leaf.event = node.event;
        return add(std::move(leaf));
      }
      case NodeType::negation:
        return images_[function_.children_of(id).front()].negated();
      case NodeType::any:
      case NodeType::all:
        return image_of_gate(id, node.type);
      case NodeType::at_least:
        return image_of_at_least(id, node.threshold);
      case NodeType::connected:
        break;
    }
    return image_of_connected(id, node.reachability);
  }

  Image add(GateGraph::Vertex vertex) {
    vertices_.push_back(std::move(vertex));
    return {std::nullopt, {static_cast<std::uint32_t>(vertices_.size() - 1), false}};
  }

  static Image constant_vertex(GateGraph& graph, bool value) {
    GateGraph::Vertex vertex;
    vertex.type = value ? NodeType::all : NodeType::any;
    graph.vertices.push_back(std::move(vertex));
    return {std::nullopt, {static_cast<std::uint32_t>(graph.vertices.size() - 1), false}};
  }

  Image image_of_gate(NodeId id, NodeType type) {
    const bool absorbing = type == NodeType::any;
    std::vector<Operand> operands;
    for (const NodeId child : function_.children_of(id)) {
      const Image& image = images_[child];
      if (image.constant) {
        if (*image.constant == absorbing) return {absorbing, {}};
        continue;
      }
      operands.push_back(image.operand);
    }
    if (has_both_signs(operands)) return {absorbing, {}};
    remove_repeated(operands);
    if (operands.empty()) return {!absorbing, {}};
    if (operands.size() == 1) return {std::nullopt, operands.front()};
    GateGraph::Vertex gate;
    gate.type = type;
    gate.operands = std::move(operands);
    return add(std::move(gate));
  }

  static bool has_both_signs(std::vector<Operand> operands) {
    std::sort(operands.begin(), operands.end());
    return std::adjacent_find(operands.begin(), operands.end(), [](Operand a, Operand b) {
             return a.vertex == b.vertex && a.negated != b.negated;
           }) != operands.end();
  }

  /// Keeps the first of equal operands, in order.
  void remove_repeated(std::vector<Operand>& operands) {
    if (seen_.size() < vertices_.size()) seen_.resize(vertices_.size(), 0);
    ++pass_;
    std::erase_if(operands, [this](Operand operand) {
      return std::exchange(seen_[operand.vertex], pass_) == pass_;
    });
  }

  Image image_of_at_least(NodeId id, std::uint32_t threshold) {
    std::vector<Operand> operands;
    for (const NodeId child : function_.children_of(id)) {
      const Image& image = images_[child];
      if (!image.constant) {
        operands.push_back(image.operand);
      } else if (*image.constant && threshold > 0) {
        --threshold;
      }
    }
    if (threshold == 0) return {true, {}};
    if (threshold > operands.size()) return {false, {}};
    GateGraph::Vertex gate;
    gate.type = NodeType::at_least;
    gate.threshold = threshold;
    gate.operands = std::move(operands);
    return add(std::move(gate));
  }

  /// Every position keeps its operand; constants become vertices of their own.
  Image image_of_connected(NodeId id, std::uint32_t reachability) {
    GateGraph::Vertex gate;
    gate.type = NodeType::connected;
    gate.reachability = reachability;
    for (const NodeId child : function_.children_of(id)) {
      const Image& image = images_[child];
      if (!image.constant) {
        gate.operands.push_back(image.operand);
        continue;
      }
      GateGraph::Vertex constant;
      constant.type = *image.constant ? NodeType::all : NodeType::any;
      gate.operands.push_back(add(std::move(constant)).operand);
    }
    if (plans_.size() <= reachability) plans_.resize(function_.reachabilities.size());
    const Reachability& question = function_.reachabilities[reachability];
    plans_[reachability] = plan_frontier(function_.networks[question.network], question);
    for (const FrontierStep& step : plans_[reachability].steps) {
      gate.frontier.push_back(step.element);
    }
    return add(std::move(gate));
  }

  const StructureFunction& function_;
  const std::vector<NodeId>& tops_;
  IdVector<NodeId, Image> images_;
  std::vector<GateGraph::Vertex> vertices_;
  std::vector<FrontierPlan> plans_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t pass_ = 0;
};

/// Told after each step over the whole graph.
void pass_over(const GateGraph& graph, EngineMeter* meter) {
  constexpr std::size_t operations_a_vertex = 64;
  (void)pass(meter, operations_a_vertex * graph.vertices.size());
}

/// In turn until nothing changes; false in `shared`: gates that several use stay as they are.
GateGraph simplified(GateGraph graph, bool shared, EngineMeter* meter) {
  for (int round = 0; round < most_simplifications; ++round) {
    const bool taken_over = shared && merge_shared_gates(graph);
    pass_over(graph, meter);
    const bool decided = simplify_in_context(graph);
    pass_over(graph, meter);
    const bool changed = simplify_gates(graph);
    pass_over(graph, meter);
    if (!changed && !decided && !taken_over) break;
    merge_gates(graph);
  }
  return graph;
}

std::size_t operands_below_tops(const GateGraph& graph) {
  std::size_t operands = 0;
  for (const std::uint32_t users : uses_below_tops(graph)) operands += users;
  return operands;
}

}  // namespace

GateGraph make_gate_graph(const StructureFunction& function, const std::vector<NodeId>& tops,
                          LargePools pools, EngineMeter* meter) {
  GateGraph made = GateGraphMaker(function, tops).run();
  merge_gates(made);
  pass_over(made, meter);
  // One wide gate in place of many deep ones suits no order: only where little is left of it.
  GateGraph merged = simplified(made, true, meter);
  made = simplified(std::move(made), false, meter);
  if (operands_below_tops(merged) * least_shrinking <= operands_below_tops(made)) {
    made = std::move(merged);
  }
  if (pools == LargePools::counted) {
    made = count_pools(made, function);
    merge_gates(made);
    pass_over(made, meter);
  }
  GateGraph graph = group_operands(made);
  pass_over(graph, meter);
  mark_modules(graph);
  return graph;
}

}  // namespace cutpoint
