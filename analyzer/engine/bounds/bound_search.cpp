#include "analyzer/engine/bounds/bound_search.hpp"

#include <algorithm>

#include "analyzer/engine/bounds/enclosing_builder.hpp"
#include "analyzer/engine/gates/gate_graph_maker.hpp"
#include "analyzer/engine/gates/module_factoring.hpp"

namespace cutpoint {

namespace {

/// Bounds as close as this, relatively, are as good as an exact figure.
constexpr double close_enough = 1e-8;

ProbabilityBounds narrowed(const ProbabilityBounds& a, const ProbabilityBounds& b) {
  const double lower = std::max(a.lower, b.lower);
  return {lower, std::max(lower, std::min(a.upper, b.upper))};
}

bool are_close(const ProbabilityBounds& bounds) {
  return bounds.upper - bounds.lower <= close_enough * bounds.upper;
}

VariableOrder order_of(const GateModule& part) {
  return variable_order(part, part.has_network() || part.size() > largest_order_choice
                                  ? OrderHeuristic::depth_first
                                  : OrderHeuristic::affinity);
}

}  // namespace

BoundSearch::BoundSearch(const StructureFunction& function, const std::vector<NodeId>& tops,
                         EngineMeter& meter, const BoundSearchLimits& limits)
    : meter_(meter), limits_(limits), graph_(make_gate_graph(function, tops)), sequence_(graph_) {
  for (const GateGraph::Vertex& vertex : graph_.vertices) {
    const bool is_event = vertex.type == NodeType::event;
    const double q = is_event ? function.events[vertex.event].probability() : 0.0;
    of_vertex_.push_back(is_event ? ProbabilityBounds{q, q} : ProbabilityBounds{0.0, 1.0});
  }
}

void BoundSearch::tighten(std::vector<ProbabilityBounds>& bounds) {
  for (std::size_t nodes = limits_.first_nodes; nodes <= limits_.most_nodes; nodes *= 2) {
    if (!round(nodes, bounds)) return;
    if (std::all_of(bounds.begin(), bounds.end(), are_close)) return;
  }
}

const BoundSearch::PreparedPart* BoundSearch::prepared_part(std::size_t number) {
  GateModule part;
  if (number == parts_.size() && sequence_.next(part)) {
    parts_.push_back({factored_part(part), order_of(part), sequence_.module()});
  }
  return number < parts_.size() ? &parts_[number] : nullptr;
}

bool BoundSearch::round(std::size_t nodes, std::vector<ProbabilityBounds>& bounds) {
  for (std::size_t number = 0; const PreparedPart* part = prepared_part(number); ++number) {
    std::vector<ProbabilityBounds> leaves;
    for (const std::uint32_t leaf : part->factored.leaves) leaves.push_back(of_vertex_[leaf]);
    EnclosingBuilder builder(graph_, part->factored, part->order, leaves, nodes, meter_);
    if (!builder.build()) return false;
    const std::vector<ProbabilityBounds> roots = builder.roots();
    if (part->module != PartSequence::no_vertex) {
      ProbabilityBounds& module = of_vertex_[part->module];
      module = narrowed(module, roots.front());
      continue;
    }
    for (std::size_t i = 0; i < bounds.size(); ++i) bounds[i] = narrowed(bounds[i], roots[i]);
  }
  return true;
}

}  // namespace cutpoint
