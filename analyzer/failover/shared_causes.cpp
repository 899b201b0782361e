#include "analyzer/failover/shared_causes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/joint_switches.hpp"
#include "analyzer/structure/failure_wave.hpp"
#include "analyzer/structure/function_builder.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "analyzer/structure/parents.hpp"

namespace cutpoint {

namespace {

/// Nodes touched by all searches together.
constexpr std::size_t step_limit = 30'000'000;

[[nodiscard]] bool may_lose_members(const FailoverGroup& group) {
  return group.failover.valid() && group.node.valid() && group.members.size() > group.needed;
}

class SharedCauseFinder {
 public:
  explicit SharedCauseFinder(StructureFunction& function)
      : function_(function),
        parents_(function),
        wave_(function, parents_),
        seen_(function.nodes.size(), 0),
        is_top_(function.nodes.size(), 0) {
    for (const auto* tops : {&function.journey_failed, &function.journey_not_full}) {
      for (const NodeId top : *tops) is_top_[top] = 1;
    }
  }

  void find() {
    std::vector<NodeId> members;
    for (std::uint32_t g = 0; g < function_.failover_groups.size(); ++g) {
      const FailoverGroup& group = function_.failover_groups[g];
      if (!may_lose_members(group)) continue;
      for (std::uint32_t m = 0; m < group.members.size(); ++m) {
        members.push_back(group.members[m]);
        places_.push_back({group.members[m], g, m});
      }
    }
    std::sort(places_.begin(), places_.end(),
              [](const Place& a, const Place& b) { return a.member < b.member; });
    const auto below = mark_below(function_, members);
    wave_.limit_to(&below);
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      const EventId id(i);
      const BasicEvent& event = function_.events[id];
      const NodeId node = function_.event_nodes[id];
      // Failovers get their figures later, and fail members when they are on.
      const bool happens = event.kind == EventKind::failover ||
                           (event.can_fail && event.process.rate > 0.0 &&
                            std::isfinite(event.process.rate) && event.process.has_frequency);
      if (!happens || !node.valid() || below[node] == 0) continue;
      if (wave_.steps() + steps_ > step_limit) return;
      look_at(id);
    }
  }

 private:
  struct Place {
    NodeId member;
    std::uint32_t group;
    std::uint32_t position;
  };

  void look_at(EventId event) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> failed;  // members, by group
    (void)wave_.spread(function_.event_nodes[event], [&](NodeId node, bool) {
      auto at = std::lower_bound(places_.begin(), places_.end(), node,
                                 [](const Place& place, NodeId id) { return place.member < id; });
      for (; at != places_.end() && at->member == node; ++at) {
        failed[at->group].push_back(at->position);
      }
      return FailureWave::Verdict::go_on;
    });
    for (auto& [number, members] : failed) {
      FailoverGroup& group = function_.failover_groups[number];
      if (group.failover == event || members.size() > group.members.size() - group.needed) continue;
      if (group.shared_causes.size() > most_shared_causes) continue;
      if (is_needed_elsewhere(function_.event_nodes[event], group)) {
        group.shared_causes.push_back({event, EventId(), std::move(members)});
      }
    }
  }

  /// True where a way leads from the event up to a journey past the group.
  [[nodiscard]] bool is_needed_elsewhere(NodeId event, const FailoverGroup& group) {
    ++search_;
    std::vector<NodeId> open{event};
    seen_[event] = search_;
    while (!open.empty()) {
      const NodeId at = open.back();
      open.pop_back();
      if (is_top_[at] != 0) return true;
      for (const Parents::Place& place : parents_.of(at)) {
        ++steps_;
        if (seen_[place.parent] == search_) continue;
        seen_[place.parent] = search_;
        if (place.parent != group.node && place.parent != group.full_node) {
          open.push_back(place.parent);
        }
      }
    }
    return false;
  }

  StructureFunction& function_;
  Parents parents_;
  FailureWave wave_;
  std::vector<Place> places_;
  IdVector<NodeId, std::uint32_t> seen_;  ///< search that last came by
  IdVector<NodeId, std::uint8_t> is_top_;
  std::uint32_t search_ = 0;
  std::size_t steps_ = 0;
};

/// Writes the function's nodes anew, with the failovers that shared causes set off.
class FunctionRewriter {
 public:
  explicit FunctionRewriter(StructureFunction& function)
      : function_(function),
        nodes_(std::exchange(function.nodes, {})),
        children_(std::exchange(function.children, {})),
        builder_(function) {
    function.event_nodes = IdVector<EventId, NodeId>(function.events.size());
    for (const FailoverGroup& group : function.failover_groups) {
      if (!group.shared_causes.empty()) group_of_.emplace(group.failover, &group);
    }
  }

  void rewrite() {
    for (const Node& node : nodes_) now_.push_back(written(node));
    for (auto* ids : {&function_.journey_failed, &function_.journey_not_full}) {
      for (NodeId& id : *ids) replace(id);
    }
    for (NodeId& id : function_.component_failed) replace(id);
    for (RedundancyGroup& group : function_.groups) replace(group.node);
    for (FailoverGroup& group : function_.failover_groups) {
      replace(group.node);
      replace(group.full_node);
      for (NodeId& id : group.members) replace(id);
    }
  }

 private:
  void replace(NodeId& id) const {
    if (id.valid()) id = now_[id];
  }

  NodeId written(const Node& node) {
    std::vector<NodeId> children;
    for (std::uint32_t i = 0; i < node.child_count; ++i) {
      children.push_back(now_[children_[node.first_child + i]]);
    }
    switch (node.type) {
      case NodeType::event:
        return of_event(node.event);
      case NodeType::any:
        return builder_.any(std::move(children));
      case NodeType::all:
        return builder_.all(std::move(children));
      case NodeType::at_least:
        return builder_.at_least(node.threshold, std::move(children));
      case NodeType::negation:
        return builder_.negation(children.front());
      case NodeType::connected:
        break;
    }
    return builder_.connected(node.reachability, children);
  }

  /// A failover is under way, or one of those that shared causes set off while theirs is down.
  NodeId of_event(EventId event) {
    const NodeId leaf = builder_.event(event);
    const auto group = group_of_.find(event);
    if (group == group_of_.end()) return leaf;
    std::vector<NodeId> moves{leaf};
    for (const FailoverGroup::SharedCause& shared : group->second->shared_causes) {
      moves.push_back(
          builder_.all({builder_.event(shared.cause), builder_.event(shared.failover)}));
    }
    return builder_.any(std::move(moves));
  }

  StructureFunction& function_;
  IdVector<NodeId, Node> nodes_;  ///< as they were
  std::vector<NodeId> children_;
  FunctionBuilder builder_;
  IdVector<NodeId, NodeId> now_;  ///< by id as it was
  std::map<EventId, const FailoverGroup*> group_of_;
};

/// A group on a cause, with the members that the cause fails.
struct OnCause {
  FailoverGroup* group;
  std::vector<std::uint32_t> members;
};

EventId add_switch(StructureFunction& function, EventId cause, std::string name,
                   const FailoverGroup& group) {
  BasicEvent event = function.events[group.failover];
  event.name = fmt::format("{} after {}", name, function.events[cause].name);
  event.cause = cause;
  return function.events.push_back(std::move(event));
}

/// An event for each set of the groups; of many groups for each single one. A group's own comes
/// first in its list.
void add_switches(StructureFunction& function, EventId cause, const std::vector<OnCause>& on) {
  if (on.size() > most_joint_groups) {
    for (const OnCause& one : on) {
      const std::string& name = function.events[one.group->failover].name;
      one.group->shared_causes.push_back(
          {cause, add_switch(function, cause, name, *one.group), one.members});
    }
    return;
  }
  for (std::uint32_t set = 1; set < (1U << on.size()); ++set) {
    std::string name;
    for (std::size_t i = 0; i < on.size(); ++i) {
      if (((set >> i) & 1U) == 0) continue;
      name += fmt::format("{}{}", name.empty() ? "failover of " : " and of ", on[i].group->name);
    }
    const auto first = static_cast<std::size_t>(__builtin_ctz(set));
    const EventId event = add_switch(function, cause, name, *on[first].group);
    for (std::size_t i = 0; i < on.size(); ++i) {
      if (((set >> i) & 1U) != 0) {
        on[i].group->shared_causes.push_back({cause, event, on[i].members});
      }
    }
  }
}

}  // namespace

void separate_shared_causes(StructureFunction& function) {
  auto& groups = function.failover_groups;
  if (std::none_of(groups.begin(), groups.end(), may_lose_members)) return;
  SharedCauseFinder(function).find();
  std::map<EventId, std::vector<OnCause>> causes;
  for (FailoverGroup& group : groups) {
    if (group.shared_causes.size() <= most_shared_causes) {
      for (auto& shared : group.shared_causes) {
        causes[shared.cause].push_back({&group, std::move(shared.members)});
      }
    }
    group.shared_causes.clear();
  }
  for (const auto& [cause, on] : causes) add_switches(function, cause, on);
  if (!causes.empty()) FunctionRewriter(function).rewrite();
}

std::vector<FailoverGroup::SwitchLength> switches_after(const FailoverGroup& group,
                                                        const BasicEvent& cause) {
  const std::vector<OutageClass> outages = failures_by_length(cause);
  double failures = 0.0;
  for (const OutageClass& outage : outages) failures += outage.rate;
  std::vector<FailoverGroup::SwitchLength> switches;
  const auto add = [&](double chance, double move_hours) {
    const double moved = move_hours > 0.0 ? 1.0 / move_hours : 0.0;
    for (const OutageClass& outage : outages) {
      switches.push_back({chance * outage.rate / failures, mean_until_either(outage, moved),
                          outage.at_most_hours});
    }
  };
  if (group.success > 0.0 && group.switch_hours > 0.0) add(group.success, group.switch_hours);
  if (group.success < 1.0) add(1.0 - group.success, group.manual_hours);
  return switches;
}

std::vector<FailoverGroup::SwitchLength> switches_after(const StructureFunction& function,
                                                        EventId failover) {
  const FailoverGroup* group = group_of_failover(function, failover);
  if (group == nullptr) return {};
  return switches_after(*group, function.events[function.events[failover].cause]);
}

std::vector<OutagesSetOff> outages_set_off(const StructureFunction& function,
                                           std::vector<SwitchImportance> switches) {
  // Decisive while the cause is down, whatever else; or else only with something rare.
  constexpr double decisive = 0.5;
  std::erase_if(switches, [&function](const SwitchImportance& row) {
    const FailureProcess& cause = function.events[function.events[row.failover].cause].process;
    return cause.unavailability <= 0.0 || row.birnbaum < decisive * cause.unavailability;
  });
  const auto key = [&function](const SwitchImportance& row) {
    const BasicEvent& event = function.events[row.failover];
    const double lasts = event.at_onset > 0.0 ? event.process.unavailability / event.at_onset : 0.0;
    return std::tuple(event.cause, -lasts, row.failover);
  };
  std::sort(switches.begin(), switches.end(),
            [&key](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<OutagesSetOff> outages;
  EventId cause;
  double none_longer = 1.0;
  for (const SwitchImportance& row : switches) {
    const BasicEvent& event = function.events[row.failover];
    none_longer = event.cause == cause ? none_longer : 1.0;
    cause = event.cause;
    const FailureProcess& process = function.events[cause].process;
    const double failures = process.rate * (1.0 - process.unavailability);
    outages.push_back({row.failover, failures * event.at_onset * none_longer * row.birnbaum /
                                         process.unavailability});
    none_longer *= 1.0 - event.at_onset;
  }
  return outages;
}

}  // namespace cutpoint
