#include "analyzer/engine/quantities/probability.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "analyzer/engine/quantities/inner_nodes.hpp"
#include "analyzer/structure/reachability.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

using Ref = DecisionDiagram::Ref;
using Variable = DecisionDiagram::Variable;

/// True where every way from `top` to one takes the high branch of `variable`.
bool is_necessary(const DecisionDiagram& diagram, const std::vector<Ref>& nodes, Ref top,
                  Variable variable) {
  std::vector<bool> reaches_one(top + std::size_t{1}, false);
  reaches_one[DecisionDiagram::one] = true;
  for (auto at = nodes.rbegin(); at != nodes.rend() && *at <= top; ++at) {
    const DecisionDiagram::Node& node = diagram.node(*at);
    reaches_one[*at] =
        reaches_one[node.low] || (node.variable != variable && reaches_one[node.high]);
  }
  return !reaches_one[top];
}

/// Only variables on the way that avoids failures where it can may be necessary.
std::vector<Variable> necessary_candidates(const DecisionDiagram& diagram, Ref top) {
  std::vector<Variable> candidates;
  for (Ref at = top; at > DecisionDiagram::one;) {
    const DecisionDiagram::Node& node = diagram.node(at);
    if (node.low == DecisionDiagram::zero) candidates.push_back(node.variable);
    at = node.low == DecisionDiagram::zero ? node.high : node.low;
  }
  return candidates;
}

/// What is necessary for a necessary module is necessary for the top.
void mark_necessary(const DecisionDiagram& diagram, const std::vector<Ref>& nodes, Ref top,
                    std::vector<bool>& necessary) {
  std::vector<Ref> functions{top};
  while (!functions.empty()) {
    const Ref function = functions.back();
    functions.pop_back();
    for (const Variable variable : necessary_candidates(diagram, function)) {
      if (!is_necessary(diagram, nodes, function, variable)) continue;
      necessary[variable] = true;
      const std::uint32_t module = diagram.variables()[variable].module;
      if (module != DecisionDiagram::no_module)
        functions.push_back(diagram.module_function(module));
    }
  }
}

}  // namespace

NodeProbabilities::NodeProbabilities(const DecisionDiagram& diagram,
                                     std::span<const EventId> occurred,
                                     std::span<const EventId> working, Estimate estimate)
    : diagram_(diagram),
      occurred_(occurred.begin(), occurred.end()),
      working_(working.begin(), working.end()),
      estimate_(estimate) {
  std::sort(occurred_.begin(), occurred_.end());
  for (std::uint32_t lot = 0; lot < diagram.lots(); ++lot) {
    lots_.push_back(
        parts_on_host(diagram.alike(lot), [this](EventId event) { return of_event(event); }));
  }
  for (const DecisionDiagram::Count& count : diagram.counts()) {
    counts_.push_back(failure_count(count, *this).at_least());
  }
  constexpr double not_asked = -1.0;
  std::vector<double> events(diagram.variables().size(), not_asked);  // many nodes ask for few
  values_.reserve(diagram.size());
  values_ = {0.0, 1.0};
  for (Ref ref = 2; ref < diagram.size(); ++ref) {
    const DecisionDiagram::Node& node = diagram.node(ref);
    double& known = events[node.variable];
    if (known == not_asked) known = of_variable(node.variable);
    const double q = known;
    values_.push_back((1.0 - q) * values_[node.low] + q * values_[node.high]);
  }
}

double NodeProbabilities::of_variable(Variable variable) const {
  const DecisionDiagram::VariableMeaning& meaning = diagram_.variables()[variable];
  if (meaning.module != DecisionDiagram::no_module) {
    return values_[diagram_.module_function(meaning.module)];
  }
  return meaning.count != DecisionDiagram::no_module ? counts_[meaning.count]
                                                     : of_event(meaning.event);
}

double NodeProbabilities::of_event(EventId id) const {
  if (std::binary_search(occurred_.begin(), occurred_.end(), id)) return 1.0;
  if (std::binary_search(working_.begin(), working_.end(), id)) return 0.0;
  const double q = diagram_.unavailability(id);
  if (estimate_ == Estimate::likely || !id.valid()) return q;
  const double error = diagram_.function().events[id].relative_error;
  return estimate_ == Estimate::least ? q * std::max(0.0, 1.0 - error)
                                      : std::min(1.0, q * (1.0 + error));
}

double NodeProbabilities::of_member(std::span<const EventId> events) const {
  return any_of_events(events, [this](EventId event) { return of_event(event); });
}

HostedFailureCount failure_count(const DecisionDiagram::Count& count,
                                 const NodeProbabilities& probabilities) {
  std::vector<PartsOnHost> parts;
  for (const std::uint32_t lot : count.lots) parts.push_back(probabilities.parts_of_lot(lot));
  return {count.threshold, parts};
}

namespace {

/// What the members of counts, and their hosts, matter: each has its share in what a count does.
/// Members of one lot with the same probability matter alike, so that several counts of them are
/// one sum.
class MemberSensitivities {
 public:
  MemberSensitivities(const DecisionDiagram& diagram, const NodeProbabilities& probabilities)
      : diagram_(diagram), probabilities_(probabilities), lots_(diagram.lots()) {}

  void add(const DecisionDiagram::Count& count, double birnbaum) {
    const HostedFailureCount parts = failure_count(count, probabilities_);
    std::vector<std::pair<const PartsOnHost*, LotSlopes>> known;  // lots are mostly alike
    for (const std::uint32_t lot : count.lots) {
      const PartsOnHost& host = probabilities_.parts_of_lot(lot);
      auto found = std::find_if(known.begin(), known.end(),
                                [&host](const auto& one) { return *one.first == host; });
      if (found == known.end()) {
        found =
            known.insert(found, {&host, slopes_of(parts, host, !diagram_.alike(lot).host.empty())});
      }
      lots_[lot].host += birnbaum * found->second.host;
      for (const auto& [probability, slope] : found->second.members) {
        lots_[lot].members[probability] += birnbaum * slope;
      }
    }
  }

  void append_to(std::vector<EventSensitivity>& result) const {
    for (std::uint32_t lot = 0; lot < lots_.size(); ++lot) {
      if (lots_[lot].members.empty()) continue;
      const AlikeMembers& members = diagram_.alike(lot);
      append_all(members.host, lots_[lot].host, result);
      for (std::size_t at = 0; at < members.events.size(); at += members.width) {
        const auto events = std::span(members.events).subspan(at, members.width);
        append_all(events, lots_[lot].members.at(probabilities_.of_member(events)), result);
      }
    }
  }

 private:
  struct LotSlopes {
    double host = 0;
    std::map<double, double> members;  ///< by their probability
  };

  static LotSlopes slopes_of(const HostedFailureCount& parts, const PartsOnHost& host,
                             bool has_host) {
    LotSlopes slopes;
    if (has_host) slopes.host = parts.slope_of_host(host);
    for (const AlikeParts& some : host.parts) {
      const auto [at, is_new] = slopes.members.try_emplace(some.probability, 0.0);
      if (is_new) at->second = parts.slope_of_part(host, some.probability);
    }
    return slopes;
  }

  /// Each of several events matters where the others have not occurred already.
  void append_all(std::span<const EventId> events, double slope,
                  std::vector<EventSensitivity>& result) const {
    for (const EventId event : events) {
      double others_work = 1.0;
      for (const EventId other : events) {
        if (other != event) others_work *= 1.0 - probabilities_.of_event(other);
      }
      result.push_back({event, slope * others_work, false});
    }
  }

  const DecisionDiagram& diagram_;
  const NodeProbabilities& probabilities_;
  std::vector<LotSlopes> lots_;
};

}  // namespace

/// reached[n] = ∂Q/∂P(n): the chain rule, down branches and into modules.
std::vector<EventSensitivity> sensitivities(const DecisionDiagram& diagram,
                                            const NodeProbabilities& probabilities, Ref top) {
  const std::vector<Ref> nodes = inner_nodes(diagram, top);
  const std::size_t variables = diagram.variables().size();
  std::vector<double> reached(nodes.empty() ? 2 : top + std::size_t{1}, 0.0);
  std::vector<double> birnbaum(variables, 0.0);
  std::vector<bool> in_support(variables, false);
  reached[top] = 1.0;
  for (const Ref at : nodes) {
    const DecisionDiagram::Node& node = diagram.node(at);
    const double q = probabilities.of_variable(node.variable);
    const double by_variable = reached[at] * (probabilities[node.high] - probabilities[node.low]);
    const std::uint32_t module = diagram.variables()[node.variable].module;
    if (module == DecisionDiagram::no_module) {
      birnbaum[node.variable] += by_variable;
      in_support[node.variable] = true;
    } else {
      reached[diagram.module_function(module)] += by_variable;
    }
    reached[node.low] += reached[at] * (1.0 - q);
    reached[node.high] += reached[at] * q;
  }
  std::vector<bool> necessary(variables, false);
  mark_necessary(diagram, nodes, top, necessary);
  std::vector<EventSensitivity> result;
  MemberSensitivities members(diagram, probabilities);
  for (Variable v = 0; v < variables; ++v) {
    const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[v];
    if (!in_support[v]) continue;
    if (meaning.count != DecisionDiagram::no_module) {
      members.add(diagram.count(meaning.count), birnbaum[v]);
    } else {
      result.push_back({meaning.event, birnbaum[v], necessary[v]});
    }
  }
  members.append_to(result);
  std::sort(result.begin(), result.end(),
            [](const EventSensitivity& a, const EventSensitivity& b) { return a.event < b.event; });
  return result;
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

/// How far the incomplete beta function may be off, relatively.
constexpr double beta_rounding = 1e-9;

/// All of them single events with the same probability: the count is binomial.
bool are_alike_events(const StructureFunction& function, std::span<const NodeId> ids,
                      const std::vector<ProbabilityBounds>& children) {
  // Equal nodes stand side by side: a child that counts twice is no trial of its own.
  return std::adjacent_find(ids.begin(), ids.end()) == ids.end() &&
         std::all_of(ids.begin(), ids.end(),
                     [&](NodeId id) { return function.nodes[id].type == NodeType::event; }) &&
         std::all_of(children.begin(), children.end(), [&](const ProbabilityBounds& child) {
           return child.lower == children.front().lower && child.upper == child.lower;
         });
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
      case NodeType::event:
        bounds[id].lower = bounds[id].upper = function.events[node.event].probability();
        break;
      case NodeType::any:
        bounds[id] = bound_any(children);
        break;
      case NodeType::all:
        bounds[id] = bound_all(children);
        break;
      case NodeType::at_least:
        if (are_alike_events(function, function.children_of(id), children)) {
          const double tail = binomial_tail(node.child_count, node.threshold, children[0].lower);
          bounds[id] = {tail * (1.0 - beta_rounding), tail * (1.0 + beta_rounding)};
        } else {
          bounds[id] = bound_at_least(std::move(children), node.threshold);
        }
        break;
      case NodeType::negation:
        bounds[id] = {1.0 - children.front().upper, 1.0 - children.front().lower};
        break;
      case NodeType::connected:
        bounds[id] = bound_connected(function, node, children);
        break;
    }
  }
  return bounds;
}

}  // namespace cutpoint
