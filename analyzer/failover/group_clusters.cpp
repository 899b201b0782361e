#include "analyzer/failover/group_clusters.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "analyzer/failover/chain/behaviour.hpp"
#include "analyzer/structure/function_part.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

bool reacts(const FailoverGroup& group) {
  return group.failover.valid() || group.standby_rate < 1.0;
}

/// Everything below the roots, not passing through the nodes of `barred`.
std::vector<NodeId> below_roots(const StructureFunction& function, const std::vector<NodeId>& roots,
                                const std::set<NodeId>& barred) {
  std::vector<NodeId> open;
  std::set<NodeId> seen;
  for (const NodeId root : roots) {
    if (barred.count(root) == 0 && seen.insert(root).second) open.push_back(root);
  }
  for (std::size_t next = 0; next < open.size(); ++next) {
    for (const NodeId child : function.children_of(open[next])) {
      if (barred.count(child) == 0 && seen.insert(child).second) open.push_back(child);
    }
  }
  return open;
}

/// All that decides what the group does.
std::vector<NodeId> below_group(const StructureFunction& function, const FailoverGroup& group) {
  std::vector<NodeId> roots = group.members;
  if (group.arbiter.valid()) roots.push_back(group.arbiter);
  return below_roots(function, roots, {});
}

/// Those of the events at these nodes that happen by themselves, ascending.
std::vector<EventId> happening_below(const StructureFunction& function,
                                     const std::vector<NodeId>& nodes) {
  std::vector<EventId> events;
  for (const NodeId id : nodes) {
    const Node& node = function.nodes[id];
    if (node.type == NodeType::event && is_part(function.events[node.event])) {
      events.push_back(node.event);
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

class ClusterFinder {
 public:
  ClusterFinder(const StructureFunction& function, const std::vector<std::uint32_t>& among)
      : function_(function),
        parent_(function.failover_groups.size()),
        among_(function.failover_groups.size(), 0) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (const std::uint32_t g : among) among_[g] = 1;
  }

  std::vector<std::vector<std::uint32_t>> find() {
    std::map<NodeId, std::uint32_t> group_at;
    for (std::uint32_t g = 0; g < parent_.size(); ++g) {
      if (takes_part(g)) group_at.emplace(function_.failover_groups[g].node, g);
    }
    std::map<EventId, std::uint32_t> first_on;  // of the groups that react
    for (std::uint32_t g = 0; g < parent_.size(); ++g) {
      if (!takes_part(g)) continue;
      const FailoverGroup& group = function_.failover_groups[g];
      for (const NodeId id : below_group(function_, group)) {
        const auto inner = group_at.find(id);
        if (inner != group_at.end() && inner->second != g) join(inner->second, g);
        const Node& node = function_.nodes[id];
        if (node.type != NodeType::event || !is_part(function_.events[node.event])) continue;
        if (reacts(group)) join(first_on.try_emplace(node.event, g).first->second, g);
      }
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> sets;
    for (std::uint32_t g = 0; g < parent_.size(); ++g) {
      if (takes_part(g)) sets[root_of(g)].push_back(g);
    }
    std::vector<std::vector<std::uint32_t>> result;
    result.reserve(sets.size());
    for (auto& [root, groups] : sets) result.push_back(std::move(groups));
    return result;
  }

 private:
  [[nodiscard]] bool takes_part(std::uint32_t g) const {
    const FailoverGroup& group = function_.failover_groups[g];
    return among_[g] != 0 && group.node.valid() && !group.members.empty();
  }
  std::uint32_t root_of(std::uint32_t g) {
    while (parent_[g] != g) g = parent_[g] = parent_[parent_[g]];
    return g;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root_of(a);
    b = root_of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  const StructureFunction& function_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint8_t> among_;
};

std::set<NodeId> nodes_of_groups(const StructureFunction& function,
                                 const std::vector<std::uint32_t>& groups) {
  std::set<NodeId> nodes;
  for (const std::uint32_t g : groups) {
    nodes.insert(function.failover_groups[g].node);
    nodes.insert(function.failover_groups[g].full_node);
  }
  return nodes;
}

/// By group, without those of the groups inside of its members.
std::vector<std::vector<EventId>> events_of_groups(const StructureFunction& function,
                                                   const std::vector<std::uint32_t>& groups,
                                                   const std::set<NodeId>& nodes) {
  std::vector<std::vector<EventId>> result;
  for (const std::uint32_t g : groups) {
    const FailoverGroup& group = function.failover_groups[g];
    std::set<NodeId> others = nodes;
    others.erase(group.node);
    others.erase(group.full_node);
    result.push_back(happening_below(function, below_roots(function, group.members, others)));
  }
  return result;
}

/// Of a group that is an arbiter itself, its own bit says whether it is down.
std::map<NodeId, std::vector<EventId>> events_of_arbiters(const StructureFunction& function,
                                                          const std::vector<std::uint32_t>& groups,
                                                          const std::set<NodeId>& nodes) {
  std::map<NodeId, std::vector<EventId>> result;
  for (const std::uint32_t g : groups) {
    const NodeId arbiter = function.failover_groups[g].arbiter;
    if (!arbiter.valid() || result.count(arbiter) != 0) continue;
    result[arbiter] = happening_below(function, below_roots(function, {arbiter}, nodes));
  }
  return result;
}

}  // namespace

GroupCluster cluster_of(const StructureFunction& function, std::vector<std::uint32_t> groups) {
  std::sort(groups.begin(), groups.end(), [&function](std::uint32_t a, std::uint32_t b) {
    return std::pair(function.failover_groups[a].node, a) <
           std::pair(function.failover_groups[b].node, b);
  });
  GroupCluster cluster;
  cluster.groups = std::move(groups);
  const std::set<NodeId> nodes = nodes_of_groups(function, cluster.groups);
  std::vector<NodeId> tops;
  for (const auto* some : {&function.journey_failed, &function.journey_not_full}) {
    tops.insert(tops.end(), some->begin(), some->end());
  }
  const std::vector<NodeId> barred(nodes.begin(), nodes.end());
  const auto elsewhere = mark_below_but(function, tops, barred);
  cluster.inner = events_of_groups(function, cluster.groups, nodes);
  auto arbiters = events_of_arbiters(function, cluster.groups, nodes);
  std::map<EventId, std::size_t> uses;
  for (const auto& events : cluster.inner) {
    for (const EventId event : events) ++uses[event];
  }
  for (const auto& [arbiter, events] : arbiters) {
    for (const EventId event : events) ++uses[event];
  }
  const auto is_ground = [&](EventId event) {
    // What has a view of its own tells others nothing.
    if (function.events[event].view != EventView::as_it_is) return false;
    return uses[event] > 1 || elsewhere[function.event_nodes[event]] != 0;
  };
  for (const auto& [event, times] : uses) {
    if (is_ground(event)) cluster.ground.push_back(event);
  }
  for (std::vector<EventId>& events : cluster.inner) std::erase_if(events, is_ground);
  for (auto& [arbiter, events] : arbiters) {
    std::erase_if(events, is_ground);
    if (events.empty()) continue;  // what others see says it all
    cluster.arbiters.push_back(arbiter);
    cluster.arbiter_events.push_back(std::move(events));
  }
  return cluster;
}

std::vector<GroupCluster> find_clusters(const StructureFunction& function,
                                        const std::vector<std::uint32_t>& among) {
  std::vector<GroupCluster> clusters;
  for (auto& groups : ClusterFinder(function, among).find()) {
    clusters.push_back(cluster_of(function, std::move(groups)));
  }
  return clusters;
}

std::vector<GroupCluster> apart(const StructureFunction& function, const GroupCluster& cluster) {
  std::vector<std::vector<std::uint32_t>> sets;
  std::set<std::uint32_t> inside;
  for (const std::uint32_t g : cluster.groups) {
    std::vector<std::uint32_t> groups{g};
    const auto below = below_group(function, function.failover_groups[g]);
    for (const std::uint32_t other : cluster.groups) {
      const NodeId node = function.failover_groups[other].node;
      if (other == g || std::find(below.begin(), below.end(), node) == below.end()) continue;
      groups.push_back(other);
      inside.insert(other);
    }
    sets.push_back(std::move(groups));
  }
  std::vector<GroupCluster> result;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (inside.count(cluster.groups[i]) == 0) {
      result.push_back(cluster_of(function, std::move(sets[i])));
    }
  }
  return result;
}

}  // namespace cutpoint
