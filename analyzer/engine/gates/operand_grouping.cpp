#include "analyzer/engine/gates/operand_grouping.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/engine/gates/visit_dates.hpp"

namespace cutpoint {

namespace {

/// Vertices below the tops only, with groups of operands that one gate alone uses as gates.
class OperandGrouping {
 public:
  explicit OperandGrouping(const GateGraph& graph) : graph_(graph), dates_(graph) {}

  GateGraph run() {
    result_.plans = graph_.plans;
    result_.alike = graph_.alike;
    result_.counts = graph_.counts;
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

GateGraph group_operands(const GateGraph& graph) {
  return OperandGrouping(graph).run();
}

}  // namespace cutpoint
