#include "importer/kubernetes/planned_downtime.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "importer/evidence/draft_parts.hpp"

namespace cutpoint::kubernetes {

namespace {

// Four weeks are a multiple of one, so that the cycle of all windows stays short.
constexpr double hours_between_rollouts = 24.0 * 7;
constexpr double hours_between_drains = 24.0 * 28;
/// Rollouts come in the first half of the week, drains in the second.
constexpr double first_drain_hours = 24.0 * 3.5;
constexpr double seconds_an_hour = 3600;

Maintenance window_at(SourceSpan span, double every_hours, Duration start, double seconds) {
  Maintenance window;
  window.span = span;
  window.every = given_at(Duration::hours(every_hours), span);
  if (start.in_seconds() > 0) window.start = given_at(start, span);
  window.lasts = given_at(Duration::seconds(seconds), span);
  return window;
}

/// Evicted and made anew elsewhere; what a DaemonSet runs stays, and a bare Pod is never moved.
bool is_moved_by_drains(const Workload& workload) {
  return workload.object != nullptr && !workload.is_run_to_end() &&
         (workload.kind == "Deployment" || workload.kind == "StatefulSet" ||
          workload.kind == "ReplicaSet" || workload.kind == "Rollout" ||
          workload.kind == "ReplicationController" || workload.kind == "DeploymentConfig");
}

}  // namespace

MaintenanceWindows::MaintenanceWindows(const std::vector<Workload>& workloads,
                                       const Objects& objects, Conclusions& conclusions)
    : workloads_(workloads),
      limits_(eviction_limits(workloads, objects)),
      conclusions_(conclusions) {}

void MaintenanceWindows::add(std::size_t index, const Seats& seats, std::uint32_t needed,
                             DraftComponent& component) {
  add_rollout(workloads_[index], needed, component);
  if (workloads_.size() <= most_drained) add_drains(index, seats, needed, component);
}

void MaintenanceWindows::conclude(ConclusionKind kind, const Workload& workload, std::string what,
                                  std::string reason, Strength strength) {
  conclusions_.push_back(
      {kind, workload.name, std::move(what), std::move(reason), strength, workload.span});
}

void MaintenanceWindows::add_rollout(const Workload& workload, std::uint32_t needed,
                                     DraftComponent& component) {
  const auto rollout = rollout_of(workload);
  if (!rollout) return;
  conclude(ConclusionKind::instances, workload, rollout->remark, workload.kind, Strength::declared);
  const std::uint32_t instances = workload.instances.value;
  if (instances - rollout->down >= needed || rollout->seconds_each <= 0) return;
  conclude(ConclusionKind::figure, workload,
           fmt::format("down {:g} s a rollout", rollout->seconds_each),
           "grace to end and delay of its probes; one rollout a week", Strength::assumed);
  Maintenance window = window_at(workload.span, hours_between_rollouts,
                                 Duration::seconds(rolled_out_seconds_), rollout->seconds_each);
  // One after the other where one is down at a time, each for that long.
  const bool is_rolling = instances > 1 && rollout->down == 1;
  if (instances > 1 && !is_rolling) window.rolling = given_at(false, workload.span);
  component.maintenance.push_back(std::move(window));
  rolled_out_seconds_ += rollout->seconds_each * (is_rolling ? instances : 1);
  if (rolled_out_seconds_ > first_drain_hours * seconds_an_hour) rolled_out_seconds_ = 0;
}

void MaintenanceWindows::add_drains(std::size_t index, const Seats& seats, std::uint32_t needed,
                                    DraftComponent& component) {
  const Workload& workload = workloads_[index];
  if (!is_moved_by_drains(workload) || seats.nodes.empty()) return;
  const EvictionLimit& limit = limits_[index];
  if (limit.most <= 0) return;  // a drain waits for ever, which is told
  std::map<std::string, std::int64_t> on_node;
  for (const std::string& node : seats.nodes) ++on_node[node];
  const double each = seconds_between_instances(workload);
  double seconds = 0;
  std::int64_t worst = 0;
  std::string first;
  for (const std::string& node : seats.nodes) {
    const std::int64_t here = std::exchange(on_node[node], 0);
    const std::int64_t at_once = std::min(here, limit.most);
    worst = std::max(worst, at_once);
    if (here == 0 || seats.instances - at_once >= needed) continue;
    if (first.empty()) first = node;
    seconds += each * static_cast<double>((here + at_once - 1) / at_once);
  }
  const std::string by = limit.budget.empty() ? std::string("no PodDisruptionBudget keeps any back")
                                              : fmt::format("PodDisruptionBudget {}", limit.budget);
  conclude(ConclusionKind::instances, workload,
           fmt::format("the drain of a node takes {} of {} at a time", worst, seats.instances), by,
           Strength::inferred);
  if (seconds <= 0) return;
  conclude(ConclusionKind::figure, workload,
           fmt::format("down {:g} s while its nodes are drained", seconds),
           "grace to end and delay of its probes; each node is drained every four weeks",
           Strength::assumed);
  Maintenance window = window_at(workload.span, hours_between_drains, start_on(first), seconds);
  if (seats.instances > 1) window.rolling = given_at(false, workload.span);
  component.maintenance.push_back(std::move(window));
}

/// Nodes are drained one after the other; what stands on one goes down together.
Duration MaintenanceWindows::start_on(const std::string& node) {
  constexpr std::size_t most_places = 500;
  const std::size_t place = node_numbers_.emplace(node, node_numbers_.size()).first->second;
  return Duration::hours(first_drain_hours + static_cast<double>(place % most_places));
}

}  // namespace cutpoint::kubernetes
