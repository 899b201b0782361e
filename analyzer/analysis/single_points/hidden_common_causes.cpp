#include "analyzer/analysis/single_points/hidden_common_causes.hpp"

#include <algorithm>

#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

/// Nodes that are a group's or lie below one.
IdVector<NodeId, std::uint8_t> nodes_below_groups(const StructureFunction& function) {
  std::vector<NodeId> groups;
  for (const RedundancyGroup& group : function.groups) groups.push_back(group.node);
  return mark_below(function, groups);
}

bool is_inside(const RedundancyGroup& group, const BasicEvent& event) {
  if (event.kind == EventKind::fallback || event.kind == EventKind::failover) return true;
  return event.kind == EventKind::component && std::find(group.members.begin(), group.members.end(),
                                                         event.component) != group.members.end();
}

constexpr std::size_t events_between_words = 256;

}  // namespace

HiddenCommonCauses find_hidden_common_causes(const StructureFunction& function, FailureWave& wave,
                                             const std::function<void()>& going_on,
                                             std::size_t step_limit) {
  HiddenCommonCauses result;
  if (function.groups.empty()) return result;
  const auto below = nodes_below_groups(function);
  std::vector<std::pair<NodeId, GroupId>> groups_at;
  for (std::size_t i = 0; i < function.groups.size(); ++i) {
    groups_at.emplace_back(function.groups[GroupId(i)].node, GroupId(i));
  }
  std::sort(groups_at.begin(), groups_at.end());
  wave.limit_to(&below);
  const std::size_t start = wave.steps();
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const EventId id(i);
    const NodeId node = function.event_nodes[id];
    if (!function.events[id].can_fail || !node.valid() || below[node] == 0) continue;
    if (wave.steps() - start > step_limit) {
      result.complete = false;
      break;
    }
    if (i % events_between_words == 0) going_on();
    std::vector<GroupId> defeated;
    (void)wave.spread(node, [&](NodeId failed, bool) {
      auto at =
          std::lower_bound(groups_at.begin(), groups_at.end(), std::pair(failed, GroupId(0U)));
      for (; at != groups_at.end() && at->first == failed; ++at) {
        if (!is_inside(function.groups[at->second], function.events[id])) {
          defeated.push_back(at->second);
        }
      }
      return FailureWave::Verdict::go_on;
    });
    std::sort(defeated.begin(), defeated.end());
    for (const GroupId group : defeated) result.found.push_back({id, group});
  }
  wave.limit_to(nullptr);
  return result;
}

}  // namespace cutpoint
