#include "analyzer/engine/bounds/bound_search.hpp"

#include <algorithm>
#include <limits>

#include "analyzer/engine/bounds/enclosing_builder.hpp"
#include "analyzer/engine/gates/gate_graph_maker.hpp"
#include "analyzer/engine/gates/module_factoring.hpp"

namespace cutpoint {

namespace {

/// Bounds as close as this, relatively, are as good as an exact figure.
constexpr double close_enough = 1e-6;
/// A way whose bounds are so many times as wide as the other's is left.
constexpr double clearly_wider = 4.0;
constexpr double no_bounds = std::numeric_limits<double>::max();
constexpr std::size_t node_growth = 2;
constexpr std::size_t state_growth = 4;

ProbabilityBounds narrowed(const ProbabilityBounds& a, const ProbabilityBounds& b) {
  const double lower = std::max(a.lower, b.lower);
  return {lower, std::max(lower, std::min(a.upper, b.upper))};
}

/// By how much the upper end exceeds the lower, in parts of it; the widest of all.
double width_of(const std::vector<ProbabilityBounds>& bounds) {
  double widest = 0.0;
  for (const ProbabilityBounds& one : bounds) {
    if (one.upper <= one.lower) continue;
    widest = std::max(widest, one.lower > 0.0 ? (one.upper - one.lower) / one.lower : no_bounds);
  }
  return widest;
}

VariableOrder order_of(const GateModule& part, EngineMeter& meter) {
  return variable_order(part,
                        part.has_network() || part.size() > largest_order_choice
                            ? OrderHeuristic::depth_first
                            : OrderHeuristic::affinity,
                        &meter);
}

}  // namespace

BoundSearch::BoundSearch(const StructureFunction& function, const std::vector<NodeId>& tops,
                         EngineMeter& meter, const BoundSearchLimits& limits)
    : meter_(meter),
      enclosing_{limits.first_nodes, limits.most_nodes, node_growth},
      following_{limits.first_states, limits.most_states, state_growth},
      graph_(make_gate_graph(function, tops, LargePools::told_apart, &meter)),
      sequence_(graph_) {
  for (const GateGraph::Vertex& vertex : graph_.vertices) {
    const bool is_event = vertex.type == NodeType::event;
    const double q = is_event ? function.events[vertex.event].probability() : 0.0;
    of_vertex_.push_back(is_event ? ProbabilityBounds{q, q} : ProbabilityBounds{0.0, 1.0});
  }
}

void BoundSearch::tighten(Bounds& bounds) {
  const auto enclosed = [this](PreparedPart& part, const Bounds& leaves, Bounds& roots) {
    return enclose(part, leaves, roots);
  };
  const auto followed = [this](PreparedPart& part, const Bounds& leaves, Bounds& roots) {
    return follow(part, leaves, roots);
  };
  while (!meter_.spent() && (!enclosing_.is_over() || !following_.is_over())) {
    if (!following_.is_over() && !round(following_, bounds, followed)) return;
    if (width_of(bounds) <= close_enough) return;
    if (!enclosing_.is_over() && !round(enclosing_, bounds, enclosed)) return;
    if (width_of(bounds) <= close_enough) return;
    if (enclosing_.is_over() || following_.is_over()) continue;
    if (enclosing_.width > clearly_wider * following_.width) enclosing_.size = 0;
    if (following_.width > clearly_wider * enclosing_.width) following_.size = 0;
  }
}

BoundSearch::PreparedPart* BoundSearch::prepared_part(std::size_t number) {
  GateModule part;
  if (number == parts_.size() && sequence_.next(part)) {
    parts_.push_back({factored_part(part), order_of(part, meter_), sequence_.module(), {}});
  }
  return number < parts_.size() ? &parts_[number] : nullptr;
}

template <class BoundsOf>
bool BoundSearch::round(Way& way, Bounds& bounds, const BoundsOf& bounds_of) {
  double width = 0.0;
  for (std::size_t number = 0; PreparedPart* part = prepared_part(number); ++number) {
    Bounds leaves;
    for (const std::uint32_t leaf : part->factored.leaves) leaves.push_back(of_vertex_[leaf]);
    Bounds roots;
    const bool whole = bounds_of(*part, leaves, roots);
    width = std::max(width, width_of(roots));
    if (part->module != PartSequence::no_vertex) {
      ProbabilityBounds& module = of_vertex_[part->module];
      if (!roots.empty()) module = narrowed(module, roots.front());
    } else {
      for (std::size_t i = 0; i < roots.size(); ++i) bounds[i] = narrowed(bounds[i], roots[i]);
    }
    if (!whole) return false;
  }
  way.width = width;
  way.size *= way.growth;
  return true;
}

bool BoundSearch::enclose(const PreparedPart& part, const Bounds& leaves, Bounds& roots) {
  EnclosingBuilder builder(graph_, part.factored, part.order, leaves, enclosing_.size, meter_);
  if (!builder.build()) return false;
  roots = builder.roots();
  return true;
}

/// What the meter ends in between is bounded all the same.
bool BoundSearch::follow(PreparedPart& part, const Bounds& leaves, Bounds& roots) {
  if (!LikelyStates::can_follow(part.factored)) {
    following_.size = 0;
    roots.assign(part.factored.roots.size(), {0.0, 1.0});
    return !meter_.spent();
  }
  if (part.likely.empty()) {
    for (const Operand root : part.factored.roots) {
      part.likely.emplace_back(part.factored, root, meter_);
    }
  }
  for (LikelySearch& search : part.likely) roots.push_back(search.follow(leaves, following_.size));
  return !meter_.spent();
}

}  // namespace cutpoint
