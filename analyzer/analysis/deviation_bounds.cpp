#include "analyzer/analysis/deviation_bounds.hpp"

#include <algorithm>

#include "analyzer/engine/quantities/outage_frequency.hpp"

namespace cutpoint {

namespace {

/// Nodes evaluated for that; beyond, the top is taken to be down whenever the group is.
constexpr std::size_t most_deviation_nodes = 50'000'000;

}  // namespace

DeviationBounds::DeviationBounds(const DecisionDiagram& diagram) : diagram_(diagram) {
  const StructureFunction& function = diagram.function();
  for (const GroupCluster& cluster : function.clusters) {
    for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
      const FailoverGroup& group = function.failover_groups[cluster.groups[i]];
      if (group.deviations.empty()) continue;
      Group& added = groups_.emplace_back();
      added.group = &group;
      added.events = events_of_group(function, cluster, i);
      std::sort(added.events.begin(), added.events.end());
      added.given.resize(group.deviations.size());
    }
  }
}

bool DeviationBounds::meets(const Group& group, const std::vector<EventId>& events) {
  return std::any_of(group.events.begin(), group.events.end(), [&events](EventId event) {
    return std::binary_search(events.begin(), events.end(), event);
  });
}

DeviationBounds::Ends DeviationBounds::of(DecisionDiagram::Ref top,
                                          const std::vector<EventId>& events) {
  Ends ends;
  for (Group& group : groups_) {
    if (!meets(group, events)) continue;
    for (std::size_t i = 0; i < group.given.size(); ++i) {
      const FailoverGroup::Deviation& deviation = group.group->deviations[i];
      if (!group.given[i] && top != DecisionDiagram::exhausted && work_ < most_deviation_nodes) {
        work_ += diagram_.work();
        group.given[i].emplace(diagram_, deviation.down, std::span<const EventId>(),
                               NodeProbabilities::Estimate::most);
      }
      const bool known = group.given[i] && top != DecisionDiagram::exhausted;
      const double down = known ? std::clamp((*group.given[i])[top], 0.0, 1.0) : 1.0;
      ends.too_much += deviation.too_much * down;
      ends.too_little += deviation.too_little * down;
    }
  }
  return ends;
}

double DeviationBounds::share_of(const std::vector<EventSensitivity>& events,
                                 double unavailability) const {
  double share = 0.0, largest = 0.0;
  for (const Group& group : groups_) {
    double of_downtime = 0.0;
    for (const EventSensitivity& row : events) {
      if (!std::binary_search(group.events.begin(), group.events.end(), row.event)) continue;
      const double q = diagram_.function().events[row.event].process.unavailability;
      of_downtime += q * row.birnbaum / unavailability;
      largest = std::max(largest, group.group->deviation_share);
    }
    share += of_downtime * group.group->deviation_share;
  }
  return std::min(share, largest);
}

}  // namespace cutpoint
