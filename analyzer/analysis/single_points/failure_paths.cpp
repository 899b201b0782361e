#include "analyzer/analysis/single_points/failure_paths.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/architecture/queries/failover_terms.hpp"
#include "model/architecture/queries/placement.hpp"

namespace cutpoint {

FailurePaths::FailurePaths(const Model& model, bool follow_soft)
    : model_(model),
      follow_soft_(follow_soft),
      has_links_(model.components.size(), 0),
      seen_(model.components.size(), 0),
      came_from_(model.components.size()) {
  for (const Link& link : model.links) has_links_[link.from] = has_links_[link.to] = 1;
}

std::vector<ComponentId> FailurePaths::from_journey(JourneyId journey,
                                                    const std::vector<ComponentId>& origins,
                                                    const Failed& failed) {
  std::vector<ComponentId> starts;
  next_of(model_.journeys[journey].needs, origins, failed, starts);
  return search(starts, origins, failed);
}

std::vector<ComponentId> FailurePaths::from_component(ComponentId start,
                                                      const std::vector<ComponentId>& origins,
                                                      const Failed& failed) {
  return search({start}, origins, failed);
}

std::vector<ComponentId> FailurePaths::search(const std::vector<ComponentId>& starts,
                                              const std::vector<ComponentId>& origins,
                                              const Failed& failed) {
  ++search_;
  std::vector<ComponentId> queue;
  const auto visit = [&](ComponentId id, ComponentId from) {
    if (seen_[id] == search_) return;
    seen_[id] = search_;
    came_from_[id] = from;
    queue.push_back(id);
  };
  for (const ComponentId start : starts) visit(start, ComponentId());
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const ComponentId at = queue[head];
    if (std::find(origins.begin(), origins.end(), at) != origins.end()) {
      std::vector<ComponentId> path;
      for (ComponentId step = at; step.valid(); step = came_from_[step]) path.push_back(step);
      std::reverse(path.begin(), path.end());
      return path;
    }
    std::vector<ComponentId> next;
    next_of(at, origins, failed, next);
    for (const ComponentId id : next) visit(id, at);
  }
  return {};
}

void FailurePaths::next_of(const std::vector<Requirement>& needs,
                           const std::vector<ComponentId>& origins, const Failed& failed,
                           std::vector<ComponentId>& next) const {
  steps_ += needs.size();
  for (const Requirement& requirement : needs) {
    if (unmet(requirement, failed)) failed_members(requirement, origins, failed, next);
  }
}

void FailurePaths::next_of(ComponentId component, const std::vector<ComponentId>& origins,
                           const Failed& failed, std::vector<ComponentId>& next) const {
  const Component& one = model_.components[component];
  std::vector<ComponentId> needed;
  next_of(one.needs, origins, failed, needed);
  if (one.details && one.details->failover && failed(component)) {
    failed_switchers(*one.details->failover, failed, needed);
  }
  // A pool that lost no more than it can spare has fallen with what it needs.
  if (needed.empty() || !one.is_pool() || hosts_may_stop(one, failed)) {
    for (const ComponentId host : one.used_hosts()) {
      // A pool that still works may have lost what an instance stays on.
      if (failed(host) || (one.is_pinned() && model_.components[host].is_pool())) {
        next.push_back(host);
      }
    }
  }
  next.insert(next.end(), needed.begin(), needed.end());
}

bool FailurePaths::hosts_may_stop(const Component& pool, const Failed& failed) const {
  const std::vector<std::uint32_t> instances = instances_by_host(model_, pool);
  if (instances.empty()) return true;
  std::uint32_t lost = 0;
  for (std::size_t i = 0; i < instances.size(); ++i) {
    if (failed(pool.used_hosts()[i])) lost += instances[i];
  }
  return pool.replicas - lost < pool.at_least;
}

bool FailurePaths::unmet(const Requirement& requirement, const Failed& failed) const {
  if (requirement.fallback || (requirement.soft && !follow_soft_)) return false;
  switch (requirement.form) {
    case Requirement::Form::component:
      return failed(requirement.component);
    // Whether the network still joins the ends is not decided here: the search may pass.
    case Requirement::Form::connected:
      return true;
    case Requirement::Form::at_least:
      break;
  }
  const auto met = std::count_if(requirement.members.begin(), requirement.members.end(),
                                 [&](const Requirement& member) { return !unmet(member, failed); });
  return static_cast<std::uint32_t>(met) < requirement.at_least || is_stuck(requirement, failed);
}

bool FailurePaths::is_stuck(const Requirement& group, const Failed& failed) const {
  if (!group.failover) return false;
  std::vector<ComponentId> switchers;
  failed_switchers(*group.failover, failed, switchers);
  if (switchers.empty()) return false;
  const bool some_wait =
      failover_terms(model_, *group.failover, ComponentId(), ComponentId()).active_passive;
  const std::size_t serving = some_wait ? group.at_least : group.members.size();
  return std::any_of(group.members.begin(),
                     group.members.begin() + static_cast<std::ptrdiff_t>(serving),
                     [&](const Requirement& member) { return unmet(member, failed); });
}

void FailurePaths::failed_switchers(const Failover& failover, const Failed& failed,
                                    std::vector<ComponentId>& next) const {
  for (const ComponentId one : who_switches(model_, failover)) {
    if (failed(one)) next.push_back(one);
  }
}

void FailurePaths::failed_members(const Requirement& requirement,
                                  const std::vector<ComponentId>& origins, const Failed& failed,
                                  std::vector<ComponentId>& next) const {
  if (requirement.form == Requirement::Form::component) {
    if (failed(requirement.component)) next.push_back(requirement.component);
    return;
  }
  for (const ComponentId end : requirement.ends) {
    if (failed(end)) next.push_back(end);
  }
  if (requirement.form == Requirement::Form::connected) {
    // What parts the ends may lie anywhere in the network: the first such origin stands for all.
    for (const ComponentId origin : origins) {
      if (has_links_[origin] == 0) continue;
      next.push_back(origin);
      break;
    }
  }
  if (is_stuck(requirement, failed)) failed_switchers(*requirement.failover, failed, next);
  for (const Requirement& member : requirement.members) {
    if (unmet(member, failed)) failed_members(member, origins, failed, next);
  }
}

FailurePath shortened(std::vector<ComponentId> steps) {
  constexpr std::size_t ends = FailurePath::kept_at_each_end;
  FailurePath path;
  if (steps.size() > 2 * ends) {
    path.omitted = steps.size() - 2 * ends;
    const auto first = steps.begin() + static_cast<std::ptrdiff_t>(ends);
    steps.erase(first, steps.end() - static_cast<std::ptrdiff_t>(ends));
  }
  path.steps = std::move(steps);
  return path;
}

std::vector<ComponentId> origins_of(const Model& model, const BasicEvent& event) {
  switch (event.kind) {
    case EventKind::component:
      return {event.component};
    case EventKind::common_cause:
      return model.common_causes[event.common_cause].members;
    case EventKind::link:
      return {model.links[event.link].from, model.links[event.link].to};
    case EventKind::fallback:
    case EventKind::failover:
      break;
  }
  if (!event.component.valid()) return {};
  return {event.component};
}

}  // namespace cutpoint
