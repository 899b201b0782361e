#include "analyzer/analysis/data_recovery/disaster_recovery.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/architecture/queries/failover_terms.hpp"
#include "model/architecture/queries/requirement_text.hpp"
#include "model/architecture/queries/standby_costs.hpp"

namespace cutpoint {

std::string_view name_of(DisasterStrategy strategy) {
  switch (strategy) {
    case DisasterStrategy::backup_and_restore:
      return "backup and restore";
    case DisasterStrategy::pilot_light:
      return "pilot light";
    case DisasterStrategy::warm_standby:
      return "warm standby";
    case DisasterStrategy::active_active:
      return "active-active";
  }
  return "";
}

namespace {

using Components = std::set<ComponentId>;

void keep_shortest(std::optional<Duration>& shortest, const Given<Duration>& offered) {
  if (offered && (!shortest || offered->value < *shortest)) shortest = offered->value;
}

class DisasterAnalyzer {
 public:
  DisasterAnalyzer(const Model& model, const std::vector<DataRecovery>& recovery)
      : model_(model), shares_(running_shares(model)) {
    for (const DataRecovery& data : recovery) data_.emplace(data.component, &data);
  }

  std::vector<DisasterRecovery> analyse() {
    for (const Journey& journey : model_.journeys) find_groups(journey.needs);
    for (const Component& component : model_.components) find_groups(component.needs);
    return std::move(result_);
  }

 private:
  /// Nesting is limited by the reader.
  void find_groups(const std::vector<Requirement>& needs) {
    for (const Requirement& requirement : needs) {
      find_groups(requirement.members);
      if (requirement.failover && requirement.failover->strategy &&
          requirement.members.size() > 1 &&
          seen_.insert(requirement_text(model_, requirement)).second) {
        result_.push_back(describe(requirement));
      }
    }
  }

  /// Everything that meeting the requirement may take, hosts included.
  [[nodiscard]] Components below(const Requirement& requirement) const {
    Components found;
    std::vector<ComponentId> queue;
    add_named(requirement, queue);
    while (!queue.empty()) {
      const ComponentId id = queue.back();
      queue.pop_back();
      if (!found.insert(id).second) continue;
      for (const Requirement& need : model_.components[id].needs) add_named(need, queue);
      const auto hosts = model_.components[id].used_hosts();
      queue.insert(queue.end(), hosts.begin(), hosts.end());
    }
    return found;
  }

  static void add_named(const Requirement& requirement, std::vector<ComponentId>& names) {
    if (requirement.form == Requirement::Form::component) names.push_back(requirement.component);
    names.insert(names.end(), requirement.ends.begin(), requirement.ends.end());
    for (const Requirement& member : requirement.members) add_named(member, names);
  }

  [[nodiscard]] static bool names_group(const std::vector<Requirement>& needs,
                                        const Requirement& group) {
    return std::any_of(needs.begin(), needs.end(), [&group](const Requirement& need) {
      return &need == &group || names_group(need.members, group);
    });
  }

  [[nodiscard]] bool stands_on(const Journey& journey, const Requirement& group) const {
    if (names_group(journey.needs, group)) return true;
    for (const Requirement& need : journey.needs) {
      for (const ComponentId id : below(need)) {
        if (names_group(model_.components[id].needs, group)) return true;
      }
    }
    return false;
  }

  [[nodiscard]] DisasterRecovery describe(const Requirement& group) const {
    DisasterRecovery result;
    result.name = requirement_text(model_, group);
    result.strategy = group.failover->strategy->value;
    if (group.failover->scale) result.scale = group.failover->scale->value;
    result.primary = requirement_text(model_, group.members.front());
    const Components primary = below(group.members.front());
    Components standby;
    for (std::size_t i = 1; i < group.members.size(); ++i) {
      result.standby.push_back(requirement_text(model_, group.members[i]));
      standby.merge(below(group.members[i]));
    }
    find_losses(primary, standby, result);
    find_time(group, primary, result);
    for (const Journey& journey : model_.journeys) {
      if (!journey.objectives || !stands_on(journey, group)) continue;
      keep_shortest(result.rto_objective, journey.objectives->rto);
      keep_shortest(result.rpo_objective, journey.objectives->rpo);
    }
    add_costs(primary, standby, result);
    return result;
  }

  /// Data of the primary site alone: what both need is not lost with it.
  void find_losses(const Components& primary, const Components& standby,
                   DisasterRecovery& result) const {
    bool known = true;
    for (const ComponentId id : primary) {
      const auto data = data_.find(id);
      if (data == data_.end() || standby.contains(id)) continue;
      if (const auto& details = model_.components[id].details; details && details->objectives) {
        keep_shortest(result.rto_objective, details->objectives->rto);
        keep_shortest(result.rpo_objective, details->objectives->rpo);
      }
      // The widest loss of a place; where data are kept, the last row is corruption.
      const auto& scopes = data->second->scopes;
      if (scopes.back().scope != FailureScope::corruption) continue;
      const ScopeRecovery& widest = scopes[scopes.size() - 2];
      if (!widest.rpo) {
        known = false;
      } else if (!result.rpo || *widest.rpo > *result.rpo) {
        result.rpo = widest.rpo;
        result.rpo_from = model_.components[id].name;
      }
    }
    if (!known && !(result.rpo && result.rpo->is_never())) result.rpo.reset();
  }

  void find_time(const Requirement& group, const Components& primary,
                 DisasterRecovery& result) const {
    const Requirement& first = group.members.front();
    std::vector<ComponentId> others;
    for (const Requirement& member : group.members) {
      if (member.component.valid() && &member != &first) others.push_back(member.component);
    }
    const FailoverTerms terms = failover_terms(model_, *group.failover, first.component, others);
    const std::optional<Duration>& move = terms.by_hand ? terms.manual : terms.time;
    if (!move) return;
    double seconds = move->in_seconds();
    if (terms.detection) seconds += terms.detection->in_seconds();
    if (result.strategy == DisasterStrategy::backup_and_restore) {
      const auto [longest, from] = longest_restore(primary);
      seconds += longest.in_seconds();
      result.rto_from = from;
    }
    result.rto = Duration::seconds(seconds);
  }

  [[nodiscard]] std::pair<Duration, std::string> longest_restore(const Components& primary) const {
    std::pair<Duration, std::string> longest;
    for (const ComponentId id : primary) {
      const auto& details = model_.components[id].details;
      if (!details) continue;
      for (const Backup& backup : details->backups) {
        if (!backup.restore || backup.restore->value <= longest.first) continue;
        longest = {backup.restore->value, model_.components[id].name};
      }
    }
    return longest;
  }

  void add_costs(const Components& primary, const Components& standby,
                 DisasterRecovery& result) const {
    std::map<std::string, double> waiting, full;
    for (const ComponentId id : standby) {
      if (primary.contains(id)) continue;
      add_yearly_cost(model_.components[id], shares_[id], waiting);
      add_yearly_cost(model_.components[id], 1.0, full);
    }
    result.standby_costs = yearly_amounts(waiting);
    result.full_costs = yearly_amounts(full);
  }

  const Model& model_;
  IdVector<ComponentId, double> shares_;
  std::map<ComponentId, const DataRecovery*> data_;
  std::set<std::string> seen_;
  std::vector<DisasterRecovery> result_;
};

}  // namespace

std::vector<DisasterRecovery> analyse_disasters(const Model& model,
                                                const std::vector<DataRecovery>& recovery) {
  return DisasterAnalyzer(model, recovery).analyse();
}

}  // namespace cutpoint
