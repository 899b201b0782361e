#include "analyzer/engine/quantities/coherence.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_set>

#include "analyzer/engine/quantities/inner_nodes.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// Nodes below and including `top`, ascending.
std::vector<NodeId> ascending_below(const StructureFunction& function, NodeId top) {
  const auto below = mark_below(function, std::array{top});
  std::vector<NodeId> nodes;
  for (std::size_t i = 0; i < below.size(); ++i) {
    if (below[NodeId(i)] != 0) nodes.emplace_back(i);
  }
  return nodes;
}

using Lanes = std::uint64_t;

/// In which lanes at least `threshold` of the children are true: counters as planes of bits.
Lanes count_lanes(std::span<const NodeId> children, const IdVector<NodeId, Lanes>& value,
                  std::uint32_t threshold) {
  std::vector<Lanes> planes;
  for (const NodeId child : children) {
    Lanes carry = value[child];
    for (std::size_t i = 0; carry != 0; ++i) {
      if (i == planes.size()) planes.push_back(0);
      const Lanes sum = planes[i] ^ carry;
      carry &= planes[i];
      planes[i] = sum;
    }
  }
  // From the highest plane down: greater so far, or equal so far.
  Lanes greater = 0;
  Lanes equal = ~Lanes{0};
  for (std::size_t i = 32; i-- > 0;) {
    const Lanes plane = i < planes.size() ? planes[i] : 0;
    if ((threshold >> i & 1U) != 0) {
      equal &= plane;
    } else {
      greater |= equal & plane;
      equal &= ~plane;
    }
  }
  return greater | equal;
}

Lanes lanes_of(const StructureFunction& function, NodeId id, const IdVector<NodeId, Lanes>& value) {
  const Node& node = function.nodes[id];
  const auto children = function.children_of(id);
  Lanes result = node.type == NodeType::all ? ~Lanes{0} : 0;
  switch (node.type) {
    case NodeType::any:
      for (const NodeId child : children) result |= value[child];
      break;
    case NodeType::all:
      for (const NodeId child : children) result &= value[child];
      break;
    case NodeType::negation:
      return ~value[children.front()];
    case NodeType::at_least:
      return count_lanes(children, value, node.threshold);
    case NodeType::event:
    case NodeType::connected:
      break;
  }
  return result;
}

}  // namespace

bool has_negation_below(const StructureFunction& function, NodeId top) {
  const auto below = ascending_below(function, top);
  return std::any_of(below.begin(), below.end(), [&function](NodeId node) {
    return function.nodes[node].type == NodeType::negation;
  });
}

/// Follows pairs of functions of which the first must imply the second.
class MonotoneCheck {
 public:
  explicit MonotoneCheck(const DecisionDiagram& diagram) : diagram_(diagram) {}

  bool run(DecisionDiagram::Ref top) {
    const std::vector<DecisionDiagram::Ref> nodes = inner_nodes(diagram_, top);
    return std::all_of(nodes.begin(), nodes.end(), [this](DecisionDiagram::Ref at) {
      const DecisionDiagram::Node& node = diagram_.node(at);
      return implies(node.low, node.high);
    });
  }

 private:
  bool implies(DecisionDiagram::Ref first, DecisionDiagram::Ref second) {
    std::vector<std::pair<DecisionDiagram::Ref, DecisionDiagram::Ref>> open{{first, second}};
    while (!open.empty()) {
      const auto [a, b] = open.back();
      open.pop_back();
      if (a == b || a == DecisionDiagram::zero || b == DecisionDiagram::one) continue;
      if (a == DecisionDiagram::one || b == DecisionDiagram::zero) return false;
      if (!known_.insert((std::uint64_t{a} << 32U) | b).second) continue;
      if (known_.size() > most_pairs) return false;
      const DecisionDiagram::Node& one = diagram_.node(a);
      const DecisionDiagram::Node& other = diagram_.node(b);
      const DecisionDiagram::Variable variable = std::min(one.variable, other.variable);
      const bool in_one = one.variable == variable;
      const bool in_other = other.variable == variable;
      open.emplace_back(in_one ? one.low : a, in_other ? other.low : b);
      open.emplace_back(in_one ? one.high : a, in_other ? other.high : b);
    }
    return true;
  }

  static constexpr std::size_t most_pairs = 2'000'000;
  const DecisionDiagram& diagram_;
  std::unordered_set<std::uint64_t> known_;
};

bool is_monotone(const DecisionDiagram& diagram, DecisionDiagram::Ref top) {
  return MonotoneCheck(diagram).run(top);
}

std::vector<EventId> events_failing_alone(const StructureFunction& function, NodeId top) {
  constexpr std::size_t lanes = 63;  // the last lane has no failure at all
  const auto below = ascending_below(function, top);
  std::vector<NodeId> events;
  for (const NodeId node : below) {
    if (function.nodes[node].type != NodeType::event) continue;
    if (function.events[function.nodes[node].event].can_fail) events.push_back(node);
  }
  std::vector<EventId> found;
  IdVector<NodeId, Lanes> value(function.nodes.size(), 0);
  for (std::size_t start = 0; start < events.size(); start += lanes) {
    const std::size_t end = std::min(start + lanes, events.size());
    for (std::size_t i = start; i < end; ++i) value[events[i]] = Lanes{1} << (i - start);
    for (const NodeId node : below) {
      if (function.nodes[node].type != NodeType::event)
        value[node] = lanes_of(function, node, value);
    }
    // Where it has failed with nothing failed, no event is to blame.
    if ((value[top] >> lanes & 1U) != 0) return {};
    for (std::size_t i = start; i < end; ++i) {
      if ((value[top] >> (i - start) & 1U) != 0) {
        found.push_back(function.nodes[events[i]].event);
      }
      value[events[i]] = 0;
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

IdVector<NodeId, ProbabilityBounds> bound_without_coherence(const StructureFunction& function) {
  IdVector<NodeId, ProbabilityBounds> bounds(function.nodes.size());
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const NodeId id(i);
    const Node& node = function.nodes[id];
    const auto children = function.children_of(id);
    double lower = 0.0, upper = 0.0;  // sums over the children
    double highest_lower = 0.0, lowest_upper = 1.0;
    for (const NodeId child : children) {
      lower += bounds[child].lower;
      upper += bounds[child].upper;
      highest_lower = std::max(highest_lower, bounds[child].lower);
      lowest_upper = std::min(lowest_upper, bounds[child].upper);
    }
    const auto count = static_cast<double>(children.size());
    switch (node.type) {
      case NodeType::event: {
        const double q = function.events[node.event].probability();
        bounds[id] = {q, q};
        break;
      }
      case NodeType::any:
        bounds[id] = {highest_lower, std::min(1.0, upper)};
        break;
      case NodeType::all:
        bounds[id] = {std::max(0.0, lower - (count - 1.0)), lowest_upper};
        break;
      case NodeType::at_least:
        // Counting: what is expected to fail is at most k − 1 and, where k do, all of them.
        bounds[id] = {
            std::max(0.0, (lower - (node.threshold - 1.0)) / (count - (node.threshold - 1.0))),
            std::min(1.0, upper / node.threshold)};
        break;
      case NodeType::negation:
        bounds[id] = {1.0 - upper, 1.0 - lower};
        break;
      case NodeType::connected:
        break;  // no more is known than [0, 1]
    }
  }
  return bounds;
}

}  // namespace cutpoint
