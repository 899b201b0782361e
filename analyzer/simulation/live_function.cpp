#include "analyzer/simulation/live_function.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

LivePlan::LivePlan(const StructureFunction& of)
    : function(of),
      parents(of),
      is_top(of.nodes.size(), 0),
      initial(evaluate(of, {})),
      initial_count(of.nodes.size(), 0),
      demands_at(of.nodes.size()),
      groups_at(of.nodes.size()) {
  mark_relevant();
  for (const Network& network : function.networks) adjacency.push_back(NetworkAdjacency(network));
  sort_events();
  list_groups();
  shorten_chains();
  count_initially();
}

void LivePlan::shorten_chains() {
  // Parents have larger ids than their children.
  counted_at.resize(function.nodes.size());
  for (std::size_t i = function.nodes.size(); i-- > 0;) {
    const NodeId id(i);
    counted_at[id] = id;
    if (relevant[id] == 0 || is_top[id] != 0 || function.nodes[id].type != NodeType::any ||
        !demands_at[id].empty() || !groups_at[id].empty()) {
      continue;
    }
    NodeId only;
    std::size_t above = 0;
    for (const Parents::Place& place : parents.of(id)) {
      if (relevant[place.parent] == 0) continue;
      only = place.parent;
      ++above;
    }
    if (above == 1 && function.nodes[only].type == NodeType::any) {
      counted_at[id] = counted_at[only];
    }
  }
}

void LivePlan::count_initially() {
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const NodeId id(i);
    if (initial[id] == 0 || counted_at[id] != id) continue;
    for (const Parents::Place& place : parents.of(id)) {
      if (relevant[place.parent] != 0) ++initial_count[counted_at[place.parent]];
    }
  }
}

/// In a circle through its arbiter a copy of the group may be what counts; it has its failover.
bool LivePlan::is_played(const FailoverGroup& group) const {
  if (!group.node.valid() || group.members.empty()) return false;
  const NodeId moves = group.failover.valid() ? function.event_nodes[group.failover] : NodeId();
  return relevant[group.node] != 0 || (moves.valid() && relevant[moves] != 0);
}

void LivePlan::list_groups() {
  for (std::uint32_t i = 0; i < function.failover_groups.size(); ++i) {
    const FailoverGroup& group = function.failover_groups[i];
    if (!is_played(group)) continue;
    const auto number = static_cast<std::uint32_t>(groups.size());
    groups.push_back(i);
    for (const NodeId member : group.members) groups_at[member].push_back(number);
    if (group.arbiter.valid()) groups_at[group.arbiter].push_back(number);
  }
}

void LivePlan::mark_relevant() {
  std::vector<NodeId> tops;
  for (const auto* some : {&function.journey_failed, &function.journey_not_full}) {
    tops.insert(tops.end(), some->begin(), some->end());
  }
  for (const NodeId top : tops) is_top[top] = 1;
  relevant = mark_below(function, tops);
  for (const FailoverGroup& group : function.failover_groups) {
    if (group.arbiter.valid() && is_played(group)) tops.push_back(group.arbiter);
  }
  relevant = mark_below(function, tops);
}

void LivePlan::sort_events() {
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const EventId id(i);
    const BasicEvent& event = function.events[id];
    const NodeId node = function.event_nodes[id];
    // A failover is played by its group.
    if (event.kind == EventKind::failover) continue;
    if (!event.can_fail || !node.valid() || relevant[node] == 0) continue;
    if (event.process.rate > 0.0 && std::isfinite(event.process.rate)) {
      timed.push_back(id);
    } else if (event.process.unavailability > 0.0) {
      add_demand(id);
    }
  }
}

void LivePlan::add_demand(EventId event) {
  Demand demand{event, {}};
  for (const Parents::Place& place : parents.of(function.event_nodes[event])) {
    if (relevant[place.parent] == 0) continue;
    const auto children = function.children_of(place.parent);
    const bool stands_in = function.nodes[place.parent].type == NodeType::all &&
                           std::any_of(children.begin(), children.end(), [&](NodeId child) {
                             const Node& node = function.nodes[child];
                             return node.type != NodeType::event ||
                                    function.events[node.event].kind != EventKind::fallback;
                           });
    if (!stands_in) {
      frozen.push_back(event);
      return;
    }
    demand.nodes.push_back(place.parent);
  }
  if (is_top[function.event_nodes[event]] != 0) {
    frozen.push_back(event);
    return;
  }
  const auto number = static_cast<std::uint32_t>(demands.size());
  for (const NodeId node : demand.nodes) demands_at[node].push_back(number);
  demands.push_back(std::move(demand));
}

LiveFunction::LiveFunction(const LivePlan& plan)
    : plan_(plan),
      search_pending_(plan.function.nodes.size(), 0),
      demanded_(plan.demands.size(), 0) {
  reset();
}

void LiveFunction::reset() {
  failed_ = plan_.initial;
  failed_children_ = plan_.initial_count;
  changed_tops_.clear();
  touched_groups_.clear();
  std::fill(demanded_.begin(), demanded_.end(), std::uint8_t{0});
  // What is asked for already when nothing has failed shows when all of them are looked at once.
  touched_demands_.clear();
  for (std::uint32_t i = 0; i < plan_.demands.size(); ++i) touched_demands_.push_back(i);
}

void LiveFunction::set(EventId event, bool occurred) {
  const NodeId node = plan_.function.event_nodes[event];
  if (!node.valid() || (failed_[node] != 0) == occurred) return;
  flip(node);
  propagate();
}

void LiveFunction::flip(NodeId node) {
  failed_[node] ^= 1U;
  if (plan_.is_top[node] != 0) changed_tops_.push_back(node);
  for (const std::uint32_t group : plan_.groups_at[node]) touched_groups_.push_back(group);
  stack_.push_back(node);
}

void LiveFunction::propagate() {
  // The function is monotone: one event moves every node in the same direction and at most once, so
  // that the order does not matter. Networks are searched when everything below them stands still.
  for (;;) {
    while (!stack_.empty()) {
      const NodeId node = stack_.back();
      stack_.pop_back();
      const bool now_failed = failed_[node] != 0;
      for (const Parents::Place& place : plan_.parents.of(node)) {
        if (plan_.relevant[place.parent] != 0) {
          reconsider(plan_.counted_at[place.parent], now_failed);
        }
      }
    }
    if (networks_to_search_.empty()) return;
    const auto lowest = std::min_element(networks_to_search_.begin(), networks_to_search_.end());
    const NodeId network = *lowest;
    networks_to_search_.erase(lowest);
    search_pending_[network] = 0;
    if (parted(network) != (failed_[network] != 0)) flip(network);
  }
}

void LiveFunction::reconsider(NodeId parent, bool child_failed) {
  std::uint32_t& count = failed_children_[parent];
  count = child_failed ? count + 1 : count - 1;
  for (const std::uint32_t demand : plan_.demands_at[parent]) touched_demands_.push_back(demand);
  const Node& node = plan_.function.nodes[parent];
  bool value = false;
  switch (node.type) {
    case NodeType::event:
    case NodeType::negation:  // in fault trees only, which have no times to simulate
      return;
    case NodeType::any:
      value = count > 0;
      break;
    case NodeType::all:
      value = count == node.child_count;
      break;
    case NodeType::at_least:
      value = count >= node.threshold;
      break;
    case NodeType::connected:
      if ((failed_[parent] != 0) == child_failed || search_pending_[parent] != 0) return;
      search_pending_[parent] = 1;
      networks_to_search_.push_back(parent);
      return;
  }
  if (value != (failed_[parent] != 0)) flip(parent);
}

bool LiveFunction::parted(NodeId id) const {
  const Reachability& reachability =
      plan_.function.reachabilities[plan_.function.nodes[id].reachability];
  const auto children = plan_.function.children_of(id);
  return is_disconnected(plan_.function.networks[reachability.network],
                         plan_.adjacency[reachability.network], reachability,
                         [&](std::uint32_t position) { return failed_[children[position]] != 0; });
}

bool LiveFunction::is_demanded(const LivePlan::Demand& demand) const {
  const StructureFunction& function = plan_.function;
  return std::any_of(demand.nodes.begin(), demand.nodes.end(), [&](NodeId id) {
    const auto children = function.children_of(id);
    return std::all_of(children.begin(), children.end(), [&](NodeId child) {
      const Node& node = function.nodes[child];
      return failed_[child] != 0 || (node.type == NodeType::event &&
                                     function.events[node.event].kind == EventKind::fallback);
    });
  });
}

void LiveFunction::settle_demands(RandomStream& random) {
  // Drawing one may bring down what another one stands in for.
  for (std::size_t next = 0; next < touched_demands_.size(); ++next) {
    const std::uint32_t number = touched_demands_[next];
    const LivePlan::Demand& demand = plan_.demands[number];
    const bool demanded = is_demanded(demand);
    if (demanded == (demanded_[number] != 0)) continue;
    demanded_[number] = demanded ? 1 : 0;
    const double missing = plan_.function.events[demand.event].process.unavailability;
    set(demand.event, demanded && random.unit() < missing);
  }
  touched_demands_.clear();
}

}  // namespace cutpoint
