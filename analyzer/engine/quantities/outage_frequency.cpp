// How often a top goes down, from the rates of events and the flows of groups in time.
#include "analyzer/engine/quantities/outage_frequency.hpp"

#include <algorithm>

#include "analyzer/engine/quantities/pattern_probabilities.hpp"
#include "cutpoint/duration.hpp"

namespace cutpoint {

std::vector<EventId> events_of_group(const StructureFunction& function, const GroupCluster& cluster,
                                     std::size_t position) {
  const FailoverGroup& group = function.failover_groups[cluster.groups[position]];
  std::vector<EventId> events = cluster.inner[position];
  if (group.failover.valid()) events.push_back(group.failover);
  for (const auto& one : group.cases) events.push_back(one.event);
  return events;
}

std::vector<std::vector<EventId>> events_by_bit(const StructureFunction& function,
                                                const GroupCluster& cluster) {
  std::vector<std::vector<EventId>> events;
  for (const EventId event : cluster.ground) events.push_back({event});
  events.insert(events.end(), cluster.arbiter_events.begin(), cluster.arbiter_events.end());
  for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
    events.push_back(events_of_group(function, cluster, i));
  }
  return events;
}

OutageFrequency::OutageFrequency(const DecisionDiagram& diagram, std::span<const EventId> working)
    : diagram_(diagram),
      working_(working.begin(), working.end()),
      others_(diagram, {}, working),
      by_flow_(diagram.function().events.size(), false) {
  const StructureFunction& function = diagram.function();
  // Those that react to what the ground does come first: its changes are among their flows.
  for (const bool reacting : {true, false}) {
    for (const GroupCluster& cluster : function.clusters) {
      if (reacts(cluster) == reacting && follows(cluster)) follow(cluster, reacting);
    }
  }
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
  Followed followed{&cluster, {}};
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
    for (const EventId event : events_of_group(diagram_.function(), cluster, i))
      by_flow_[event.index()] = true;
  }
  followed_.push_back(std::move(followed));
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

/// An hour: flows between patterns times the chance that the top is up with the first and down with
/// the second.
double OutageFrequency::by_flows(const Followed& followed, DecisionDiagram::Ref top) const {
  const PatternProbabilities probabilities(
      diagram_, others_, events_by_bit(diagram_.function(), *followed.cluster), top);
  const std::uint32_t seen = probabilities.bits();
  std::vector<std::uint32_t> patterns;
  for (const GroupCluster::Flow& flow : followed.flows) {
    if ((flow.from & seen) == (flow.to & seen)) continue;
    patterns.push_back(flow.from & seen);
    patterns.push_back(flow.to & seen);
  }
  std::sort(patterns.begin(), patterns.end());
  patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
  const std::vector<double> down = probabilities.of(patterns);
  const auto at = [&](std::uint32_t pattern) {
    const auto found = std::lower_bound(patterns.begin(), patterns.end(), pattern & seen);
    return down[static_cast<std::size_t>(found - patterns.begin())];
  };
  double per_hour = 0;
  for (const GroupCluster::Flow& flow : followed.flows) {
    if ((flow.from & seen) == (flow.to & seen)) continue;
    // What is up before and down after it: one of the two patterns holds the other.
    per_hour += flow.per_hour * std::max(0.0, at(flow.to) - at(flow.from));
  }
  return per_hour;
}

double OutageFrequency::flows_error(const std::vector<EventSensitivity>& sensitivities) const {
  std::vector<EventId> seen;
  seen.reserve(sensitivities.size());
  for (const EventSensitivity& row : sensitivities) seen.push_back(row.event);
  double error = 0.0;
  for (const Followed& followed : followed_) {
    const GroupCluster& cluster = *followed.cluster;
    if (cluster.flows_error <= error) continue;
    for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
      const std::vector<EventId> events = events_of_group(diagram_.function(), cluster, i);
      const bool counts = std::any_of(events.begin(), events.end(), [&seen](EventId event) {
        return std::binary_search(seen.begin(), seen.end(), event);
      });
      if (counts) error = cluster.flows_error;
    }
  }
  return error;
}

double OutageFrequency::per_year(DecisionDiagram::Ref top,
                                 const std::vector<EventSensitivity>& sensitivities) const {
  double per_hour = 0;
  for (const EventSensitivity& row : sensitivities) {
    if (by_flow_[row.event.index()]) continue;
    const FailureProcess& process = diagram_.function().events[row.event].process;
    per_hour += row.birnbaum * process.rate * (1.0 - process.unavailability);
  }
  for (const Followed& followed : followed_) per_hour += by_flows(followed, top);
  return per_hour * Duration::year / Duration::hour;
}

}  // namespace cutpoint
