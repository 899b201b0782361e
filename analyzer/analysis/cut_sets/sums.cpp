#include "analyzer/analysis/cut_sets/sums.hpp"

#include <algorithm>

#include "analyzer/analysis/cut_sets/sizes.hpp"

namespace cutpoint {

namespace {

constexpr Zdd::Ref no_family = Zdd::exhausted;

/// The nodes below a family and below those of its modules: whatever a node's sum is made from
/// stands before it.
std::vector<Zdd::Ref> nodes_in_order(const CutSetFamilies& families, Zdd::Ref family) {
  std::vector<Zdd::Ref> order;
  std::vector<std::uint8_t> state(families.zdd().size(), 0);  // 1: on the stack, 2: in order
  std::vector<Zdd::Ref> stack{family};
  while (!stack.empty()) {
    const Zdd::Ref at = stack.back();
    if (at <= Zdd::only_empty || state[at] != 0) {
      stack.pop_back();
      if (at > Zdd::only_empty && state[at] == 1) {
        state[at] = 2;
        order.push_back(at);
      }
      continue;
    }
    state[at] = 1;
    const Zdd::Node& node = families.zdd().node(at);
    const std::uint32_t module = families.diagram().variables()[node.variable].module;
    const auto require = [&](Zdd::Ref ref) {
      if (ref > Zdd::only_empty && state[ref] == 0) stack.push_back(ref);
    };
    require(node.low);
    require(node.high);
    if (module != DecisionDiagram::no_module) require(families.of_module(module));
  }
  return order;
}

/// Each member is in as large a share of the sets as a set is of the members, by one of its events.
void add_members(const DecisionDiagram& diagram, const DecisionDiagram::Count& count, double sum,
                 IdVector<EventId, double>& result) {
  const double share = sum * count.threshold / diagram.members_of(count);
  double of_member = 0.0;
  for (const EventId event : diagram.any_member(count)) of_member += diagram.unavailability(event);
  if (of_member <= 0.0) return;
  for (const std::uint32_t lot : count.lots) {
    for (const EventId event : diagram.alike(lot).events) {
      result[event] += share * diagram.unavailability(event) / of_member;
    }
  }
}

}  // namespace

IdVector<EventId, double> sums_by_event(const CutSetFamilies& families, Zdd::Ref family) {
  const DecisionDiagram& diagram = families.diagram();
  IdVector<EventId, double> result(diagram.function().events.size(), 0.0);
  if (family <= Zdd::only_empty) return result;
  const std::vector<Zdd::Ref> order = nodes_in_order(families, family);
  std::vector<double> sum(families.zdd().size(), 0.0);
  sum[Zdd::only_empty] = 1.0;
  const auto family_of = [&](const Zdd::Node& node) {
    const std::uint32_t module = diagram.variables()[node.variable].module;
    return module == DecisionDiagram::no_module ? no_family : families.of_module(module);
  };
  const auto own_sum = [&](const Zdd::Node& node) {
    const Zdd::Ref inner = family_of(node);
    if (inner != no_family) return sum[inner];
    const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[node.variable];
    return meaning.count != DecisionDiagram::no_module
               ? sum_of_sets(diagram, diagram.count(meaning.count))
               : diagram.unavailability(meaning.event);
  };
  for (const Zdd::Ref at : order) {
    const Zdd::Node& node = families.zdd().node(at);
    sum[at] = sum[node.low] + own_sum(node) * sum[node.high];
  }
  // reached[n]: by how much the whole sum grows with that of n.
  std::vector<double> reached(families.zdd().size(), 0.0);
  reached[family] = 1.0;
  for (auto at = order.rbegin(); at != order.rend(); ++at) {
    const Zdd::Node& node = families.zdd().node(*at);
    const double own = own_sum(node);
    reached[node.low] += reached[*at];
    reached[node.high] += reached[*at] * own;
    const Zdd::Ref inner = family_of(node);
    if (inner != no_family) {
      reached[inner] += reached[*at] * sum[node.high];
      continue;
    }
    const DecisionDiagram::VariableMeaning& meaning = diagram.variables()[node.variable];
    const double with = reached[*at] * own * sum[node.high];
    if (meaning.count == DecisionDiagram::no_module) {
      result[meaning.event] += with;
      continue;
    }
    add_members(diagram, diagram.count(meaning.count), with, result);
  }
  return result;
}

}  // namespace cutpoint
