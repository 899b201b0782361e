#include "analyzer/top_probability.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/reachability.hpp"

namespace cutpoint {

namespace {

/// The inner nodes below and including `top`, parents before children.
std::vector<Bdd::Ref> inner_nodes(const Bdd& bdd, Bdd::Ref top) {
  std::vector<Bdd::Ref> nodes;
  if (top <= Bdd::one) return nodes;
  std::vector<bool> seen(top + std::size_t{1}, false);
  std::vector<Bdd::Ref> stack{top};
  seen[top] = true;
  while (!stack.empty()) {
    const Bdd::Ref at = stack.back();
    stack.pop_back();
    nodes.push_back(at);
    for (const Bdd::Ref next : {bdd.node(at).low, bdd.node(at).high}) {
      if (next <= Bdd::one || seen[next]) continue;
      seen[next] = true;
      stack.push_back(next);
    }
  }
  std::sort(nodes.rbegin(), nodes.rend());
  return nodes;
}

/// True where every way from `top` to one takes the high branch of `variable`.
bool is_necessary(const Bdd& bdd, const std::vector<Bdd::Ref>& nodes, Bdd::Ref top,
                  Bdd::Variable variable) {
  std::vector<bool> reaches_one(top + std::size_t{1}, false);
  reaches_one[Bdd::one] = true;
  for (auto at = nodes.rbegin(); at != nodes.rend(); ++at) {
    const Bdd::Node& node = bdd.node(*at);
    reaches_one[*at] =
        reaches_one[node.low] || (node.variable != variable && reaches_one[node.high]);
  }
  return !reaches_one[top];
}

/// Only variables on the way that avoids failures where it can may be necessary.
std::vector<Bdd::Variable> necessary_candidates(const Bdd& bdd, Bdd::Ref top) {
  std::vector<Bdd::Variable> candidates;
  for (Bdd::Ref at = top; at > Bdd::one;) {
    const Bdd::Node& node = bdd.node(at);
    if (node.low == Bdd::zero) candidates.push_back(node.variable);
    at = node.low == Bdd::zero ? node.high : node.low;
  }
  return candidates;
}

}  // namespace

void NodeProbabilities::extend() {
  const Bdd& bdd = diagram_.bdd();
  if (values_.empty()) values_ = {0.0, 1.0};
  values_.reserve(bdd.size());
  while (values_.size() < bdd.size()) {
    const Bdd::Node& node = bdd.node(static_cast<Bdd::Ref>(values_.size()));
    const double q = diagram_.unavailability(node.variable);
    values_.push_back((1.0 - q) * values_[node.low] + q * values_[node.high]);
  }
}

std::vector<EventSensitivity> sensitivities(const Diagram& diagram,
                                            const NodeProbabilities& probabilities, Bdd::Ref top) {
  const Bdd& bdd = diagram.bdd();
  const std::vector<Bdd::Ref> nodes = inner_nodes(bdd, top);
  std::vector<double> reached(nodes.empty() ? 2 : top + std::size_t{1}, 0.0);
  std::vector<double> birnbaum(diagram.events().size(), 0.0);
  std::vector<bool> in_support(diagram.events().size(), false);
  reached[top] = 1.0;
  for (const Bdd::Ref at : nodes) {
    const Bdd::Node& node = bdd.node(at);
    const double q = diagram.unavailability(node.variable);
    birnbaum[node.variable] += reached[at] * (probabilities[node.high] - probabilities[node.low]);
    in_support[node.variable] = true;
    reached[node.low] += reached[at] * (1.0 - q);
    reached[node.high] += reached[at] * q;
  }
  std::vector<bool> necessary(diagram.events().size(), false);
  for (const Bdd::Variable variable : necessary_candidates(bdd, top)) {
    necessary[variable] = is_necessary(bdd, nodes, top, variable);
  }
  std::vector<EventSensitivity> result;
  for (Bdd::Variable v = 0; v < birnbaum.size(); ++v) {
    if (in_support[v]) result.push_back({diagram.events()[v], birnbaum[v], necessary[v]});
  }
  std::sort(result.begin(), result.end(),
            [](const EventSensitivity& a, const EventSensitivity& b) { return a.event < b.event; });
  return result;
}

double outages_per_year(const StructureFunction& function,
                        const std::vector<EventSensitivity>& sensitivities) {
  double per_hour = 0;
  for (const EventSensitivity& sensitivity : sensitivities) {
    const FailureProcess& process = function.events[sensitivity.event].process;
    per_hour += sensitivity.birnbaum * process.rate * (1.0 - process.unavailability);
  }
  return per_hour * Duration::year / Duration::hour;
}

namespace {

ProbabilityBounds bound_any(const std::vector<ProbabilityBounds>& children) {
  double none_at_least = 0.0;  // log of Π(1 − upper)
  ProbabilityBounds result{0.0, 0.0};
  for (const ProbabilityBounds& child : children) {
    result.lower = std::max(result.lower, child.lower);
    none_at_least += std::log1p(-child.upper);
  }
  result.upper = -std::expm1(none_at_least);
  return result;
}

ProbabilityBounds bound_all(const std::vector<ProbabilityBounds>& children) {
  ProbabilityBounds result{1.0, 1.0};
  for (const ProbabilityBounds& child : children) {
    result.lower *= child.lower;
    result.upper = std::min(result.upper, child.upper);
  }
  return result;
}

/// Lower: the likeliest `threshold` children all fail. Upper: Markov's inequality.
ProbabilityBounds bound_at_least(std::vector<ProbabilityBounds> children, std::uint32_t threshold) {
  ProbabilityBounds result{1.0, 0.0};
  for (const ProbabilityBounds& child : children) result.upper += child.upper;
  result.upper = std::min(1.0, result.upper / threshold);
  std::sort(children.begin(), children.end(),
            [](const auto& a, const auto& b) { return a.lower > b.lower; });
  for (std::uint32_t i = 0; i < threshold; ++i) result.lower *= children[i].lower;
  return result;
}

/// Parted at least where an element that parts the ends alone fails; joined where everything works.
ProbabilityBounds bound_connected(const StructureFunction& function, const Node& node,
                                  const std::vector<ProbabilityBounds>& children) {
  const Reachability& reachability = function.reachabilities[node.reachability];
  const Network& network = function.networks[reachability.network];
  if (is_disconnected(network, NetworkAdjacency(network), reachability,
                      [](std::uint32_t) { return false; })) {
    return {1.0, 1.0};
  }
  const std::vector<bool> parting = parting_elements(network, reachability);
  std::vector<ProbabilityBounds> alone;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (parting[i]) alone.push_back(children[i]);
  }
  return {bound_any(alone).lower, bound_any(children).upper};
}

}  // namespace

IdVector<NodeId, ProbabilityBounds> bound_probabilities(const StructureFunction& function) {
  IdVector<NodeId, ProbabilityBounds> bounds(function.nodes.size());
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const NodeId id(i);
    const Node& node = function.nodes[id];
    std::vector<ProbabilityBounds> children;
    for (const NodeId child : function.children_of(id)) children.push_back(bounds[child]);
    switch (node.type) {
      case NodeType::event: {
        const BasicEvent& event = function.events[node.event];
        const double q = event.can_fail ? event.process.unavailability : 0.0;
        bounds[id] = {q, q};
        break;
      }
      case NodeType::any:
        bounds[id] = bound_any(children);
        break;
      case NodeType::all:
        bounds[id] = bound_all(children);
        break;
      case NodeType::at_least:
        bounds[id] = bound_at_least(std::move(children), node.threshold);
        break;
      case NodeType::negation:
        bounds[id] = {1.0 - children.front().upper, 1.0 - children.front().lower};
        break;
      case NodeType::connected: {
        bounds[id] = bound_connected(function, node, children);
        break;
      }
    }
  }
  return bounds;
}

}  // namespace cutpoint
