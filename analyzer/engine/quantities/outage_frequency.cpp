// How often a top goes down, from the rates of events and the flows of groups in time.
#include <algorithm>

#include "analyzer/engine/quantities/probability.hpp"
#include "cutpoint/duration.hpp"

namespace cutpoint {

OutageFrequency::OutageFrequency(const DecisionDiagram& diagram, std::span<const EventId> working)
    : diagram_(diagram),
      working_(working.begin(), working.end()),
      by_flow_(diagram.function().events.size(), false) {
  const StructureFunction& function = diagram.function();
  // Those that react to what the ground does come first: its changes are among their flows.
  for (const bool reacting : {true, false}) {
    for (const GroupCluster& cluster : function.clusters) {
      if (reacts(cluster) == reacting && follows(cluster)) follow(cluster, reacting);
    }
  }
  find_patterns();
}

bool OutageFrequency::reacts(const GroupCluster& cluster) const {
  return std::any_of(cluster.groups.begin(), cluster.groups.end(), [this](std::uint32_t number) {
    const FailoverGroup& group = diagram_.function().failover_groups[number];
    return group.failover.valid() || group.standby_rate < 1.0;
  });
}

void OutageFrequency::follow(const GroupCluster& cluster, bool reacting) {
  const std::uint32_t ground = (1U << cluster.first_group_bit()) - 1U;  // with what arbiters do
  const auto seen = events_outside(cluster);
  const bool first = reacting && std::none_of(seen.begin(), seen.end(), [this](EventId e) {
                       return bool{by_flow_[e.index()]};
                     });
  Followed followed{&cluster, {}, {}};
  for (GroupCluster::Flow flow : cluster.flows) {
    const bool moves_ground = ((flow.from ^ flow.to) & ground) != 0;
    if (moves_ground && !first) {
      // The ground's own changes are counted elsewhere; what the groups do then is left.
      if (!reacting) continue;
      flow.from = (flow.from & ~ground) | (flow.to & ground);
      if (flow.from == flow.to) continue;
    }
    followed.flows.push_back(flow);
  }
  if (first) {
    for (const EventId event : seen) by_flow_[event.index()] = true;
  }
  for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
    for (const EventId event : events_of(cluster, i)) by_flow_[event.index()] = true;
  }
  followed_.push_back(std::move(followed));
}

/// All that only the group depends on, its failovers among it.
std::vector<EventId> OutageFrequency::events_of(const GroupCluster& cluster,
                                                std::size_t position) const {
  const FailoverGroup& group = diagram_.function().failover_groups[cluster.groups[position]];
  std::vector<EventId> events = cluster.inner[position];
  if (group.failover.valid()) events.push_back(group.failover);
  for (const auto& one : group.cases) events.push_back(one.event);
  return events;
}

/// The ground, and what arbiters depend on.
std::vector<EventId> OutageFrequency::events_outside(const GroupCluster& cluster) {
  std::vector<EventId> events = cluster.ground;
  for (const auto& some : cluster.arbiter_events) {
    events.insert(events.end(), some.begin(), some.end());
  }
  return events;
}

/// What never occurs has no part in the flows.
bool OutageFrequency::follows(const GroupCluster& cluster) const {
  if (cluster.flows.empty()) return false;
  for (const EventId event : events_outside(cluster)) {
    if (std::binary_search(working_.begin(), working_.end(), event)) return false;
  }
  for (const auto& events : cluster.inner) {
    for (const EventId event : events) {
      if (std::binary_search(working_.begin(), working_.end(), event)) return false;
    }
  }
  return true;
}

void OutageFrequency::find_patterns() {
  for (Followed& followed : followed_) {
    const GroupCluster& cluster = *followed.cluster;
    const auto look = [&](std::uint32_t pattern) {
      if (followed.patterns.count(pattern) != 0) return;
      std::vector<EventId> down, up = working_;
      for (std::size_t i = 0; i < cluster.ground.size(); ++i) {
        (((pattern >> i) & 1U) != 0 ? down : up).push_back(cluster.ground[i]);
      }
      for (std::size_t i = 0; i < cluster.arbiters.size(); ++i) {
        const bool fails = ((pattern >> (cluster.ground.size() + i)) & 1U) != 0;
        for (const EventId event : cluster.arbiter_events[i]) {
          (fails ? down : up).push_back(event);
        }
      }
      for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
        const bool fails = ((pattern >> (cluster.first_group_bit() + i)) & 1U) != 0;
        for (const EventId event : events_of(cluster, i)) (fails ? down : up).push_back(event);
      }
      std::sort(up.begin(), up.end());
      followed.patterns.emplace(pattern, NodeProbabilities(diagram_, down, up));
    };
    for (const GroupCluster::Flow& flow : followed.flows) {
      look(flow.from);
      look(flow.to);
    }
  }
}

double OutageFrequency::per_year(DecisionDiagram::Ref top,
                                 const std::vector<EventSensitivity>& sensitivities) const {
  double per_hour = 0;
  for (const EventSensitivity& row : sensitivities) {
    if (by_flow_[row.event.index()]) continue;
    const FailureProcess& process = diagram_.function().events[row.event].process;
    per_hour += row.birnbaum * process.rate * (1.0 - process.unavailability);
  }
  for (const Followed& followed : followed_) {
    for (const GroupCluster::Flow& flow : followed.flows) {
      const double before = followed.patterns.at(flow.from)[top];
      const double after = followed.patterns.at(flow.to)[top];
      // What is up before and down after it: one of the two patterns holds the other.
      if (after > before) per_hour += flow.per_hour * (after - before);
    }
  }
  return per_hour * Duration::year / Duration::hour;
}

}  // namespace cutpoint
