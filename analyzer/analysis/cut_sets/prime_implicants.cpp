#include "analyzer/analysis/cut_sets/prime_implicants.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "analyzer/analysis/cut_sets/sizes.hpp"
#include "analyzer/analysis/cut_sets/truncation.hpp"
#include "analyzer/engine/bdd/bdd.hpp"
#include "analyzer/engine/bdd/zdd.hpp"

namespace cutpoint {

namespace {

/// Literal 2r: the event of rank r has failed; 2r + 1: it works.
using Literal = Zdd::Variable;

/// Events of a top function by rank, and the function as one diagram over them, modules opened.
class OpenedFunction {
 public:
  OpenedFunction(const DecisionDiagram& diagram, DecisionDiagram::Ref top, std::size_t node_budget,
                 EngineMeter* meter)
      : ranks_(ranks_of_events(diagram, top)),
        events_(event_order()),
        bdd_(events_.size(), node_budget, meter) {
    top_ = open(diagram, top);
  }

  [[nodiscard]] Bdd& bdd() { return bdd_; }
  [[nodiscard]] Bdd::Ref top() const { return top_; }
  [[nodiscard]] const std::vector<EventId>& events() const { return events_; }

 private:
  [[nodiscard]] std::vector<EventId> event_order() const {
    std::vector<EventId> events;
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
      if (ranks_[EventId(i)] != unranked) events.emplace_back(i);
    }
    std::sort(events.begin(), events.end(),
              [this](EventId a, EventId b) { return ranks_[a] < ranks_[b]; });
    return events;
  }

  /// Whatever a node depends on has a smaller reference.
  Bdd::Ref open(const DecisionDiagram& diagram, DecisionDiagram::Ref top) {
    if (!diagram.counts().empty()) return Bdd::exhausted;  // opened, they would be large
    if (top <= DecisionDiagram::one) return top == DecisionDiagram::one ? Bdd::one : Bdd::zero;
    std::vector<bool> needed(top + std::size_t{1}, false);
    needed[top] = true;
    for (DecisionDiagram::Ref at = top; at > DecisionDiagram::one; --at) {
      if (!needed[at]) continue;
      const DecisionDiagram::Node& node = diagram.node(at);
      needed[node.low] = needed[node.high] = true;
      const std::uint32_t module = diagram.variables()[node.variable].module;
      if (module != DecisionDiagram::no_module) needed[diagram.module_function(module)] = true;
    }
    std::vector<Bdd::Ref> opened(top + std::size_t{1}, Bdd::zero);
    opened[DecisionDiagram::one] = Bdd::one;
    for (DecisionDiagram::Ref at = DecisionDiagram::one + 1; at <= top && !bdd_.is_exhausted();
         ++at) {
      if (!needed[at]) continue;
      const DecisionDiagram::Node& node = diagram.node(at);
      const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[node.variable];
      const Bdd::Ref condition = meaning.module == DecisionDiagram::no_module
                                     ? bdd_.variable(ranks_[meaning.event])
                                     : opened[diagram.module_function(meaning.module)];
      opened[at] = bdd_.if_then_else(condition, opened[node.high], opened[node.low]);
    }
    return bdd_.is_exhausted() ? Bdd::exhausted : opened[top];
  }

  IdVector<EventId, std::uint32_t> ranks_;
  std::vector<EventId> events_;  ///< by rank
  Bdd bdd_;
  Bdd::Ref top_ = Bdd::exhausted;
};

class PrimeFamilies {
 public:
  PrimeFamilies(Bdd& bdd, std::size_t node_budget) : bdd_(bdd), zdd_(node_budget, bdd.meter()) {}

  /// Zdd::exhausted where a budget was spent.
  Zdd::Ref of(Bdd::Ref function) {
    Zdd::Ref result = Zdd::none;
    if (find_or_push(function, result)) return result;
    while (!frames_.empty()) {
      advance(result);
      if (zdd_.is_exhausted() || bdd_.is_exhausted()) return Zdd::exhausted;
    }
    return result;
  }

  [[nodiscard]] const Zdd& zdd() const { return zdd_; }

 private:
  struct Frame {
    Bdd::Ref function;
    std::uint8_t stage;
    Zdd::Ref both;
    Zdd::Ref low;
  };

  bool find_or_push(Bdd::Ref function, Zdd::Ref& result) {
    if (function == Bdd::zero) return result = Zdd::none, true;
    if (function == Bdd::one) return result = Zdd::only_empty, true;
    const auto known = known_.find(function);
    if (known != known_.end()) return result = known->second, true;
    frames_.push_back({function, 0, Zdd::none, Zdd::none});
    return false;
  }

  void advance(Zdd::Ref& result) {
    Frame& frame = frames_.back();
    const Bdd::Ref low = bdd_.low(frame.function);
    const Bdd::Ref high = bdd_.high(frame.function);
    switch (frame.stage++) {
      case 0: {
        const Bdd::Ref both = bdd_.both(low, high);
        if (!bdd_.is_exhausted()) (void)find_or_push(both, result);
        return;
      }
      case 1:
        frame.both = result;
        (void)find_or_push(low, result);
        return;
      case 2:
        // An implicant of one branch that contains one of both is one of both.
        frame.low = zdd_.without(result, frame.both);
        (void)find_or_push(high, result);
        return;
      default:
        break;
    }
    const Literal failed = 2 * bdd_.variable_of(frame.function);
    const Zdd::Ref failing = zdd_.without(result, frame.both);
    result = zdd_.make(failed, zdd_.make(failed + 1, frame.both, frame.low), failing);
    known_[frame.function] = result;
    frames_.pop_back();
  }

  Bdd& bdd_;
  Zdd zdd_;
  std::unordered_map<Bdd::Ref, Zdd::Ref> known_;
  std::vector<Frame> frames_;
};

using Counts = std::vector<std::uint64_t>;  // by number of literals, saturated

/// Nodes of a family, successors first.
std::vector<Zdd::Ref> nodes_of(const Zdd& zdd, Zdd::Ref family) {
  std::vector<bool> inside(family + std::size_t{1}, false);
  inside[family] = true;
  std::vector<Zdd::Ref> nodes;
  for (Zdd::Ref at = family; at > Zdd::only_empty; --at) {
    if (!inside[at]) continue;
    nodes.push_back(at);
    inside[zdd.node(at).low] = inside[zdd.node(at).high] = true;
  }
  std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

Counts count_by_size(const Zdd& zdd, Zdd::Ref family, const std::vector<Zdd::Ref>& nodes) {
  std::vector<Counts> counts(std::max<std::size_t>(family, Zdd::only_empty) + 1);
  counts[Zdd::only_empty] = {1};
  for (const Zdd::Ref at : nodes) {
    const Zdd::Node& node = zdd.node(at);
    const Counts& high = counts[node.high];
    Counts own = counts[node.low];
    own.resize(std::max(own.size(), high.size() + 1), 0);
    for (std::size_t i = 0; i < high.size(); ++i) own[i + 1] = saturated_sum(own[i + 1], high[i]);
    counts[at] = std::move(own);
  }
  return counts[family];
}

/// All implicants of at most so many literals; goes no way that leads to none.
class Enumeration {
 public:
  Enumeration(const Zdd& zdd, const std::vector<Zdd::Ref>& nodes, const StructureFunction& function,
              const std::vector<EventId>& events)
      : zdd_(zdd), function_(function), events_(events) {
    fewest_.assign(nodes.empty() ? 2 : nodes.back() + std::size_t{1}, no_implicant);
    fewest_[Zdd::only_empty] = 0;
    for (const Zdd::Ref at : nodes) {
      fewest_[at] = std::min(fewest_[zdd.node(at).low], fewest_[zdd.node(at).high] + 1);
    }
  }

  void add_up_to(Zdd::Ref family, std::size_t literals, std::vector<PrimeImplicant>& list) {
    struct Place {
      Zdd::Ref at;
      std::size_t chosen;  ///< how many of `chosen_` stand above
      Literal literal;     ///< to choose on arrival
    };
    constexpr Literal no_literal = std::numeric_limits<Literal>::max();
    std::vector<Place> open{{family, 0, no_literal}};
    while (!open.empty()) {
      const Place place = open.back();
      open.pop_back();
      chosen_.resize(place.chosen);
      if (place.literal != no_literal) chosen_.push_back(place.literal);
      if (chosen_.size() + fewest_[place.at] > literals) continue;
      if (place.at == Zdd::only_empty) {
        list.push_back(implicant());
        continue;
      }
      const Zdd::Node& node = zdd_.node(place.at);
      open.push_back({node.high, chosen_.size(), node.variable});
      open.push_back({node.low, chosen_.size(), no_literal});
    }
  }

 private:
  static constexpr std::size_t no_implicant = std::numeric_limits<std::size_t>::max() / 2;

  [[nodiscard]] PrimeImplicant implicant() const {
    PrimeImplicant result;
    result.probability = 1.0;
    for (const Literal literal : chosen_) {
      const EventId event = events_[literal / 2];
      const double q = function_.events[event].probability();
      const bool failed = literal % 2 == 0;
      (failed ? result.failed : result.working).push_back(event);
      result.probability *= failed ? q : 1.0 - q;
    }
    std::sort(result.failed.begin(), result.failed.end());
    std::sort(result.working.begin(), result.working.end());
    return result;
  }

  const Zdd& zdd_;
  const StructureFunction& function_;
  const std::vector<EventId>& events_;
  std::vector<std::size_t> fewest_;  ///< by node: literals of its shortest implicant
  std::vector<Literal> chosen_;
};

bool comes_first(const PrimeImplicant& a, const PrimeImplicant& b) {
  const std::size_t order_a = a.failed.size() + a.working.size();
  const std::size_t order_b = b.failed.size() + b.working.size();
  if (order_a != order_b) return order_a < order_b;
  if (a.probability != b.probability) return a.probability > b.probability;
  if (a.failed != b.failed) return a.failed < b.failed;
  return a.working < b.working;
}

}  // namespace

PrimeImplicants find_prime_implicants(const DecisionDiagram& diagram, DecisionDiagram::Ref top,
                                      std::size_t listed_limit, const PrimeImplicantLimits& limits,
                                      EngineMeter* meter) {
  PrimeImplicants result;
  if (top == DecisionDiagram::exhausted || top > limits.diagram_nodes) return result;
  OpenedFunction function(diagram, top, limits.diagram_nodes, meter);
  if (function.top() == Bdd::exhausted) return result;
  PrimeFamilies families(function.bdd(), limits.family_nodes);
  const Zdd::Ref family = families.of(function.top());
  if (family == Zdd::exhausted) return result;
  const auto nodes = nodes_of(families.zdd(), family);
  if (nodes.size() * function.events().size() > limits.counts) return result;
  result.available = true;
  const Counts counts = count_by_size(families.zdd(), family, nodes);
  std::uint64_t total = counts.empty() ? 0 : counts.front();
  std::uint64_t within = total;  // of whole orders that may be looked at
  std::size_t literals = 0;
  for (std::size_t size = 1; size < counts.size(); ++size) {
    result.by_order.push_back(counts[size]);
    total = saturated_sum(total, counts[size]);
    if (total > limits.enumerated || counts[size] == 0) continue;
    within = total;
    literals = size;
  }
  Enumeration(families.zdd(), nodes, diagram.function(), function.events())
      .add_up_to(family, literals, result.list);
  std::sort(result.list.begin(), result.list.end(), comes_first);
  if (result.list.size() > listed_limit) result.list.resize(listed_limit);
  result.all_listed = within == total && result.list.size() == total;
  return result;
}

}  // namespace cutpoint
