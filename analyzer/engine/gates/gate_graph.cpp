#include "analyzer/engine/gates/gate_graph.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzer/engine/gates/context_simplification.hpp"
#include "analyzer/engine/gates/gate_merging.hpp"
#include "analyzer/engine/gates/gate_simplification.hpp"
#include "analyzer/engine/gates/visit_dates.hpp"

namespace cutpoint {

namespace {

/// Each finds what the one before made visible; a few are enough in practice.
constexpr int most_simplifications = 8;

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

/// Vertices below the tops only, with groups of operands that one gate alone uses as gates.
class GateGraphGrouping {
 public:
  explicit GateGraphGrouping(const GateGraph& graph) : graph_(graph), dates_(graph) {}

  GateGraph run() {
    result_.plans = graph_.plans;
    image_.assign(graph_.vertices.size(), 0);
    for (std::uint32_t vertex = 0; vertex < graph_.vertices.size(); ++vertex) {
      if (dates_.first[vertex] == 0) continue;  // below no top
      GateGraph::Vertex copy = graph_.vertices[vertex];
      if (copy.type == NodeType::any || copy.type == NodeType::all) {
        group(vertex, copy);
      } else {
        for (Operand& operand : copy.operands) operand.vertex = image_[operand.vertex];
      }
      image_[vertex] = add(std::move(copy));
    }
    for (Operand top : graph_.tops) result_.tops.push_back({image_[top.vertex], top.negated});
    return std::move(result_);
  }

 private:
  /// An operand and when the walk met it or anything below it.
  struct Span {
    std::uint32_t begin;
    std::uint32_t end;
    std::size_t position;
    bool is_private;  ///< met from within the gate only
  };

  std::uint32_t add(GateGraph::Vertex vertex) {
    result_.vertices.push_back(std::move(vertex));
    return static_cast<std::uint32_t>(result_.vertices.size() - 1);
  }

  /// Operands whose spans overlap share something; such a group is a module where all is private.
  void group(std::uint32_t vertex, GateGraph::Vertex& gate) {
    std::vector<Span> spans = spans_of(vertex);
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::size_t> members;
    std::uint32_t reach = 0;
    bool all_private = true;
    std::vector<std::size_t> singles;
    const auto close = [&] {
      if (all_private && members.size() > 1) groups.push_back(members);
      if (all_private && members.size() == 1) singles.push_back(members.front());
      members.clear();
      all_private = true;
    };
    for (const Span& span : spans) {
      if (!members.empty() && span.begin > reach) close();
      reach = members.empty() ? span.end : std::max(reach, span.end);
      members.push_back(span.position);
      all_private = all_private && span.is_private;
    }
    close();
    // What shares nothing with anything is one more group.
    if (singles.size() > 1) groups.push_back(std::move(singles));
    regroup(gate, std::move(groups));
  }

  static constexpr std::size_t no_group = static_cast<std::size_t>(-1);

  [[nodiscard]] std::vector<Span> spans_of(std::uint32_t vertex) const {
    const auto& operands = graph_.vertices[vertex].operands;
    std::vector<Span> spans;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const std::uint32_t child = operands[i].vertex;
      const std::uint32_t begin = std::min(dates_.first[child], dates_.earliest_below[child]);
      const std::uint32_t end =
          std::max({dates_.last[child], dates_.departure[child], dates_.latest_below[child]});
      spans.push_back(
          {begin, end, i, begin > dates_.first[vertex] && end < dates_.departure[vertex]});
    }
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    return spans;
  }

  void regroup(GateGraph::Vertex& gate, std::vector<std::vector<std::size_t>> groups) {
    std::vector<std::size_t> group_of(gate.operands.size(), no_group);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      // A group of everything is the gate itself.
      if (groups[g].size() == gate.operands.size()) continue;
      for (const std::size_t position : groups[g]) group_of[position] = g;
    }
    std::vector<Operand> operands;
    std::vector<std::size_t> place(groups.size(), no_group);
    std::vector<GateGraph::Vertex> made(groups.size());
    for (std::size_t i = 0; i < gate.operands.size(); ++i) {
      const Operand operand{image_[gate.operands[i].vertex], gate.operands[i].negated};
      const std::size_t g = group_of[i];
      if (g == no_group) {
        operands.push_back(operand);
        continue;
      }
      if (place[g] == no_group) {
        place[g] = operands.size();
        operands.emplace_back();
        made[g].type = gate.type;
      }
      made[g].operands.push_back(operand);
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (place[g] != no_group) operands[place[g]] = {add(std::move(made[g])), false};
    }
    gate.operands = std::move(operands);
  }

  const GateGraph& graph_;
  VisitDates dates_;
  std::vector<std::uint32_t> image_;
  GateGraph result_;
};

}  // namespace

GateGraph make_gate_graph(const StructureFunction& function, const std::vector<NodeId>& tops) {
  GateGraph made = GateGraphMaker(function, tops).run();
  merge_gates(made);
  for (int round = 0; round < most_simplifications; ++round) {
    const bool decided = simplify_in_context(made);
    if (!simplify_gates(made) && !decided) break;
    merge_gates(made);
  }
  GateGraph graph = GateGraphGrouping(made).run();
  mark_modules(graph);
  return graph;
}

std::vector<std::uint32_t> uses_below_tops(const GateGraph& graph) {
  std::vector<std::uint32_t> uses(graph.vertices.size(), 0);
  for (const Operand top : graph.tops) uses[top.vertex] += 2;
  for (std::size_t vertex = uses.size(); vertex-- > 0;) {
    if (uses[vertex] == 0) continue;
    for (const Operand operand : graph.vertices[vertex].operands) ++uses[operand.vertex];
  }
  return uses;
}

void mark_modules(GateGraph& graph) {
  const VisitDates dates(graph);
  for (std::uint32_t vertex = 0; vertex < graph.vertices.size(); ++vertex) {
    GateGraph::Vertex& v = graph.vertices[vertex];
    v.is_module = !v.operands.empty() && dates.is_module(vertex);
  }
}

}  // namespace cutpoint
