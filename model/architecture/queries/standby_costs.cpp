#include "model/architecture/queries/standby_costs.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

/// What a scaled group's standby members are entered for: nothing, in normal operation.
bool is_scaled(const Requirement& requirement) {
  return requirement.failover && requirement.failover->strategy && requirement.failover->scale &&
         requirement.members.size() > 1;
}

void add_names(const Requirement& requirement, bool standbys, std::vector<ComponentId>& names) {
  if (requirement.form == Requirement::Form::component) names.push_back(requirement.component);
  names.insert(names.end(), requirement.ends.begin(), requirement.ends.end());
  const std::size_t count = !standbys && is_scaled(requirement) ? 1 : requirement.members.size();
  for (std::size_t i = 0; i < count; ++i) add_names(requirement.members[i], standbys, names);
}

using Marks = IdVector<ComponentId, std::uint8_t>;

/// Everything below what is queued, hosts included.
Marks mark_taken(const Model& model, std::vector<ComponentId> queue, bool standbys) {
  Marks taken(model.components.size(), 0);
  while (!queue.empty()) {
    const ComponentId id = queue.back();
    queue.pop_back();
    if (taken[id] != 0) continue;
    taken[id] = 1;
    const Component& component = model.components[id];
    for (const Requirement& need : component.needs) add_names(need, standbys, queue);
    queue.insert(queue.end(), component.hosts.begin(), component.hosts.end());
  }
  return taken;
}

/// Groups with a scale, wherever they are nested.
void find_scaled(const std::vector<Requirement>& needs, std::vector<const Requirement*>& found) {
  for (const Requirement& need : needs) {
    if (is_scaled(need)) found.push_back(&need);
    find_scaled(need.members, found);
  }
}

/// Replicas of what runs, and all that they stand on.
void add_replicas(const Model& model, Marks& running) {
  std::vector<ComponentId> replicas;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const Component& component = model.components[ComponentId(i)];
    if (running[ComponentId(i)] == 0 || !component.details || !component.details->replication) {
      continue;
    }
    for (const auto& name : component.details->replication->to) {
      const ComponentId replica = model.find_component(name.value);
      if (replica.valid()) replicas.push_back(replica);
    }
  }
  const Marks taken = mark_taken(model, std::move(replicas), false);
  for (std::size_t i = 0; i < running.size(); ++i) {
    if (taken[ComponentId(i)] != 0) running[ComponentId(i)] = 1;
  }
}

}  // namespace

IdVector<ComponentId, double> running_shares(const Model& model) {
  IdVector<ComponentId, double> shares(model.components.size(), 1.0);
  std::vector<const Requirement*> groups;
  for (const Journey& journey : model.journeys) find_scaled(journey.needs, groups);
  for (const Component& component : model.components) find_scaled(component.needs, groups);
  if (groups.empty()) return shares;
  std::vector<ComponentId> wanted;
  for (const Journey& journey : model.journeys) {
    for (const Requirement& need : journey.needs) add_names(need, false, wanted);
  }
  Marks running = mark_taken(model, std::move(wanted), false);
  add_replicas(model, running);
  Marks seen(model.components.size(), 0);
  for (const Requirement* group : groups) {
    const double scale = group->failover->scale->value.value();
    std::vector<ComponentId> standbys;
    for (std::size_t i = 1; i < group->members.size(); ++i) {
      add_names(group->members[i], true, standbys);
    }
    const Marks taken = mark_taken(model, std::move(standbys), true);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      const ComponentId id(i);
      if (taken[id] == 0 || running[id] != 0) continue;
      shares[id] = seen[id] != 0 ? std::max(shares[id], scale) : scale;
      seen[id] = 1;
    }
  }
  return shares;
}

void add_yearly_cost(const Component& component, double share,
                     std::map<std::string, double>& by_currency) {
  if (!component.details || !component.details->cost) return;
  const Money& cost = component.details->cost->value;
  if (cost.per == Duration()) return;
  by_currency[cost.currency] +=
      share * component.replicas * cost.amount * (Duration::year / cost.per.in_seconds());
}

std::vector<Money> yearly_amounts(const std::map<std::string, double>& by_currency) {
  std::vector<Money> result;
  result.reserve(by_currency.size());
  for (const auto& [currency, amount] : by_currency) {
    result.push_back({amount, currency, Duration::seconds(Duration::year)});
  }
  return result;
}

}  // namespace cutpoint
