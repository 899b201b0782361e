#include "analyzer/failover/group_cases.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "analyzer/failover/chain/serving.hpp"
#include "analyzer/structure/function_builder.hpp"

namespace cutpoint {

namespace {

/// Writes the function's nodes anew, with something beside what groups were: their cases, or that
/// nobody moves their work.
class FunctionRewriter {
 public:
  enum class Beside { cases, stuck };

  FunctionRewriter(StructureFunction& function, Beside beside)
      : function_(function),
        nodes_(std::exchange(function.nodes, {})),
        children_(std::exchange(function.children, {})),
        builder_(function),
        now_(nodes_.size()),
        entered_(nodes_.size(), 0) {
    function.event_nodes = IdVector<EventId, NodeId>(function.events.size());
    if (beside == Beside::stuck) {
      for (const FailoverGroup& group : function.failover_groups) {
        if (group.stuck.valid() && group.node.valid()) add_place({nullptr, &group});
      }
      return;
    }
    for (const GroupCluster& cluster : function.clusters) {
      for (const std::uint32_t number : cluster.groups) {
        const FailoverGroup& group = function.failover_groups[number];
        if (!group.cases.empty()) add_place({&cluster, &group});
      }
    }
  }

  void rewrite() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) write(NodeId(i));
    for (auto* ids : {&function_.journey_failed, &function_.journey_not_full}) {
      for (NodeId& id : *ids) replace(id);
    }
    for (NodeId& id : function_.component_failed) replace(id);
    for (RedundancyGroup& group : function_.groups) replace(group.node);
    for (FailoverGroup& group : function_.failover_groups) {
      replace(group.node);
      replace(group.full_node);
      replace(group.arbiter);
      for (NodeId& id : group.members) replace(id);
    }
    for (GroupCluster& cluster : function_.clusters) {
      for (NodeId& id : cluster.arbiters) replace(id);
    }
  }

 private:
  struct Place {
    const GroupCluster* cluster;  ///< null: nobody moves its work
    const FailoverGroup* group;
  };

  void add_place(Place place) {
    of_node_.emplace(place.group->node, place);
    of_node_.emplace(place.group->full_node, place);
  }

  /// With all that it stands on first: an arbiter may have been written after the group.
  void write(NodeId root) {
    std::vector<NodeId> open{root};
    while (!open.empty()) {
      const NodeId id = open.back();
      if (entered_[id] == 0) {
        entered_[id] = 1;
        for (const NodeId other : stands_on(id)) {
          if (entered_[other] == 0) open.push_back(other);
        }
        continue;
      }
      open.pop_back();
      if (now_[id].valid()) continue;
      NodeId node = written(nodes_[id]);
      const auto place = of_node_.find(id);
      if (place != of_node_.end()) {
        const bool stuck = place->second.cluster == nullptr;
        node = stuck ? with_stuck(node, *place->second.group) : with_cases(node, place->second);
      }
      now_[id] = node;
    }
  }

  [[nodiscard]] std::vector<NodeId> stands_on(NodeId id) const {
    const Node& node = nodes_[id];
    std::vector<NodeId> others(children_.begin() + node.first_child,
                               children_.begin() + node.first_child + node.child_count);
    const auto place = of_node_.find(id);
    if (place == of_node_.end()) return others;
    if (place->second.cluster == nullptr) {
      others.push_back(place->second.group->arbiter);
      const auto serving = serving_at_first(*place->second.group);
      others.insert(others.end(), serving.begin(), serving.end());
      return others;
    }
    const GroupCluster& cluster = *place->second.cluster;
    for (const auto& one : place->second.group->cases) {
      for (const auto& positions : one.when) {
        for (const std::uint32_t at : positions) {
          const NodeId other = node_at(cluster, at);
          if (other.valid()) others.push_back(other);
        }
      }
    }
    return others;
  }

  /// As it was; invalid where it is an event.
  [[nodiscard]] NodeId node_at(const GroupCluster& cluster, std::size_t at) const {
    if (at < cluster.ground.size()) return {};
    if (at < cluster.first_group_bit()) return cluster.arbiters[at - cluster.ground.size()];
    return function_.failover_groups[cluster.groups[at - cluster.first_group_bit()]].node;
  }

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
        return builder_.event(node.event);
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

  /// The group is down in these cases too. Members wait for a crew only while some of their own are
  /// down. What the cases stand on is written.
  NodeId with_cases(NodeId node, const Place& place) {
    std::vector<NodeId> own;
    for (const EventId event : place.group->own) {
      if (event.valid()) own.push_back(builder_.event(event));
    }
    std::vector<NodeId> down{node};
    for (const auto& one : place.group->cases) {
      const NodeId holds = of_case(one, place);
      down.push_back(place.group->failover.valid() ? holds
                                                   : builder_.all({builder_.any(own), holds}));
    }
    return builder_.any(std::move(down));
  }

  NodeId with_stuck(NodeId node, const FailoverGroup& group) {
    std::vector<NodeId> serving;
    for (const NodeId member : serving_at_first(group)) serving.push_back(known(member));
    return builder_.any(
        {node, builder_.all({known(group.arbiter), builder_.any(std::move(serving))})});
  }

  /// In a circle a group may stand below its own arbiter: it does not stop itself.
  NodeId known(NodeId id) { return now_[id].valid() ? now_[id] : builder_.any({}); }

  NodeId of_case(const FailoverGroup::Case& one, const Place& place) {
    std::vector<NodeId> sets;
    for (const auto& positions : one.when) {
      std::vector<NodeId> down;
      down.reserve(positions.size());
      for (const std::uint32_t at : positions) down.push_back(at_position(*place.cluster, at));
      sets.push_back(builder_.all(std::move(down)));
    }
    return builder_.all({builder_.event(one.event), builder_.any(std::move(sets))});
  }

  NodeId at_position(const GroupCluster& cluster, std::size_t at) {
    const NodeId node = node_at(cluster, at);
    if (!node.valid()) return builder_.event(cluster.ground[at]);
    // No arbiter stands on a group that it serves: such groups have no cases.
    return known(node);
  }

  StructureFunction& function_;
  IdVector<NodeId, Node> nodes_;  ///< as they were
  std::vector<NodeId> children_;
  FunctionBuilder builder_;
  IdVector<NodeId, NodeId> now_;  ///< by id as it was
  IdVector<NodeId, std::uint8_t> entered_;
  std::map<NodeId, Place> of_node_;
};

/// Of an arbiter: as the event that counts only without it is named.
std::string arbiter_name(const StructureFunction& function, const GroupCluster& cluster,
                         NodeId arbiter) {
  for (const std::uint32_t g : cluster.groups) {
    const FailoverGroup& group = function.failover_groups[g];
    if (group.arbiter != arbiter) continue;
    const std::string& name = function.events[group.stuck].name;
    return name.substr(name.rfind(" without ") + 9);
  }
  return {};
}

std::string name_of(const StructureFunction& function, const GroupCluster& cluster,
                    std::uint32_t position) {
  const std::size_t ground = cluster.ground.size();
  if (position < ground) return function.events[cluster.ground[position]].name;
  if (position < cluster.first_group_bit()) {
    return arbiter_name(function, cluster, cluster.arbiters[position - ground]);
  }
  return function.failover_groups[cluster.groups[position - cluster.first_group_bit()]].name;
}

}  // namespace

void add_cases(StructureFunction& function, const GroupCluster& cluster, std::size_t position,
               std::size_t cases) {
  FailoverGroup& group = function.failover_groups[cluster.groups[position]];
  const std::vector<std::uint8_t>& of = cluster.case_of[position];
  std::map<std::string, int> names;
  for (std::size_t number = 2; number < cases + 2; ++number) {
    FailoverGroup::Case& added = group.cases.emplace_back();
    std::vector<std::size_t> smallest;
    for (std::size_t context = 0; context < of.size(); ++context) {
      const bool covered = std::any_of(smallest.begin(), smallest.end(),
                                       [&](std::size_t less) { return (less & context) == less; });
      if (of[context] >= number && !covered) smallest.push_back(context);
    }
    std::string after;
    for (const std::size_t context : smallest) {
      std::vector<std::uint32_t>& down = added.when.emplace_back();
      std::string all;
      bool without = true;  // nothing but arbiters
      for (std::uint32_t bit = 0; (context >> bit) != 0; ++bit) {
        if (((context >> bit) & 1U) == 0) continue;
        down.push_back(bit);
        without = without && bit >= cluster.ground.size() && bit < cluster.first_group_bit();
        all += (all.empty() ? "" : " and ") + name_of(function, cluster, bit);
      }
      const char* first = without ? " without " : " after ";
      if (!all.empty()) after += (after.empty() ? first : " or ") + all;
    }
    BasicEvent event;
    event.kind = EventKind::failover;
    event.conditional = true;
    event.can_fail = false;
    const char* what = group.failover.valid() ? "failover of" : "waiting for crews of";
    event.name = fmt::format("{} {}{}", what, group.name, after);
    if (const int copy = ++names[event.name]; copy > 1) event.name += fmt::format(" ({})", copy);
    if (group.failover.valid()) event.component = function.events[group.failover].component;
    added.event = function.events.push_back(std::move(event));
  }
}

void write_cases(StructureFunction& function) {
  FunctionRewriter(function, FunctionRewriter::Beside::cases).rewrite();
}

StructureFunction as_found_by_failures(StructureFunction function) {
  FunctionRewriter(function, FunctionRewriter::Beside::stuck).rewrite();
  return function;
}

}  // namespace cutpoint
