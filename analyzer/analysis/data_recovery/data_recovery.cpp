#include "analyzer/analysis/data_recovery/data_recovery.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "analyzer/analysis/data_recovery/artifact_holders.hpp"
#include "analyzer/analysis/data_recovery/copy_rule.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "model/architecture/queries/failover_terms.hpp"
#include "model/architecture/queries/placement.hpp"
#include "model/architecture/queries/stand_ins.hpp"

namespace cutpoint {

std::string_view name_of(FailureScope scope) {
  switch (scope) {
    case FailureScope::process:
      return "process";
    case FailureScope::host:
      return "host";
    case FailureScope::zone:
      return "zone";
    case FailureScope::region:
      return "region";
    case FailureScope::corruption:
      return "corruption";
  }
  return "";
}

std::string_view name_of(RecoverySource source) {
  switch (source) {
    case RecoverySource::survives:
      return "survives";
    case RecoverySource::replica:
      return "replica";
    case RecoverySource::backup:
      return "backup";
    case RecoverySource::registry:
      return "registry";
    case RecoverySource::none:
      return "none";
    case RecoverySource::no_data:
      return "no data";
    case RecoverySource::unstated:
      return "unstated";
  }
  return "";
}

namespace {

/// Places rather than machines: no host in the sense of the scope.
constexpr std::array<std::string_view, 5> place_kinds = {"rack", "power", "zone", "region",
                                                         "provider"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The sum, where both are known.
std::optional<Duration> sum(std::optional<Duration> a, std::optional<Duration> b) {
  if (!a || !b) return std::nullopt;
  return Duration::seconds(a->in_seconds() + b->in_seconds());
}

std::optional<Duration> if_given(const Given<Duration>& given) {
  return given ? std::optional(given->value) : std::nullopt;
}

ScopeRecovery way(FailureScope scope, ComponentId lost, RecoverySource source) {
  ScopeRecovery result;
  result.scope = scope;
  result.lost = lost;
  result.source = source;
  return result;
}

/// Whether a copy is still there after a loss, as far as the document says.
enum class Survival { yes, no, unstated };

class DataRecoveryAnalyzer {
 public:
  DataRecoveryAnalyzer(const Model& model, const StructureFunction& function)
      : model_(model), function_(function), stand_ins_(model) {}

  std::vector<DataRecovery> analyse() {
    std::vector<DataRecovery> result;
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      if (!is_listed(ComponentId(i))) continue;
      DataRecovery& data = result.emplace_back();
      data.component = ComponentId(i);
      if (const Objectives* own = own_objectives(data.component)) {
        data.rpo_objective = if_given(own->rpo);
        data.rto_objective = if_given(own->rto);
      }
    }
    take_objectives_of_journeys(result);
    for (DataRecovery& data : result) recover(data);
    return result;
  }

 private:
  [[nodiscard]] const ComponentDetails* details_of(ComponentId id) const {
    const auto& boxed = model_.components[id].details;
    return boxed ? &*boxed : nullptr;
  }

  [[nodiscard]] const Objectives* own_objectives(ComponentId id) const {
    const ComponentDetails* details = details_of(id);
    return details != nullptr && details->objectives ? &*details->objectives : nullptr;
  }

  [[nodiscard]] bool has_copies(ComponentId id) const {
    const ComponentDetails* details = details_of(id);
    return details != nullptr &&
           (!details->backups.empty() || details->replication || details->artifact);
  }

  [[nodiscard]] bool is_listed(ComponentId id) const {
    // A mere replica is part of its original's row.
    return has_copies(id) || own_objectives(id) != nullptr ||
           (keeps_by_kind(id) && !stand_ins_.is_replica(id));
  }

  [[nodiscard]] bool keeps_data(const DataRecovery& data) const {
    return has_copies(data.component) || data.rpo_objective || keeps_by_kind(data.component);
  }

  [[nodiscard]] bool keeps_by_kind(ComponentId id) const {
    return is_stored(model_.kind_of(id).kept);
  }

  /// True where copies may be that are not written: a managed service's, by its kind or profile,
  /// and those of replicas and members of a redundancy.
  [[nodiscard]] bool may_have_copies(ComponentId id) const {
    const Component& component = model_.components[id];
    const bool managed = model_.kind_of(id).base == "external" ||
                         (component.figures && component.figures->profile != nullptr);
    return managed || stand_ins_.has_any(id);
  }

  /// The strictest RPO of the journeys that cannot do without it.
  void take_objectives_of_journeys(std::vector<DataRecovery>& all) const {
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) {
      const auto& objectives = model_.journeys[JourneyId(i)].objectives;
      if (!objectives || !objectives->rpo) continue;
      const auto below = mark_below(function_, std::array{function_.journey_failed[JourneyId(i)]});
      for (DataRecovery& data : all) {
        const Objectives* own = own_objectives(data.component);
        if (own != nullptr && own->rpo) continue;
        if (model_.kind_of(data.component).kept != KeptData::records) continue;
        if (below[function_.component_failed[data.component]] == 0) continue;
        if (data.rpo_objective && *data.rpo_objective <= objectives->rpo->value) continue;
        data.rpo_objective = objectives->rpo->value;
        data.rpo_of = JourneyId(i);
      }
    }
  }

  [[nodiscard]] ComponentId machine_of(ComponentId id) const {
    const auto hosts = model_.components[id].used_hosts();
    if (hosts.size() == 1 && !holds(place_kinds, model_.kind_of(hosts.front()).name)) {
      return hosts.front();
    }
    return id;  // its own machine, which the document does not name
  }

  void recover(DataRecovery& data) const {
    const ComponentId id = data.component;
    const bool keeps = keeps_data(data);
    data.scopes.push_back(from_process(id));
    const auto lose = [&](FailureScope scope, ComponentId lost) {
      data.scopes.push_back(keeps ? from_loss(data, scope, lost) : from_outage(id, scope, lost));
    };
    lose(FailureScope::host, machine_of(id));
    for (const auto& [scope, kind] :
         {std::pair{FailureScope::zone, "zone"}, {FailureScope::region, "region"}}) {
      const ComponentId place = place_of_kind(model_, id, kind);
      if (place.valid()) lose(scope, place);
    }
    if (keeps) lose(FailureScope::corruption, id);
    for (ScopeRecovery& scope : data.scopes) judge(scope, data);
    data.copy_rule = copy_rule(model_, id);
    const ComponentDetails* details = details_of(id);
    if (details != nullptr && details->artifact) {
      data.artifact = copies_of(model_, *details->artifact);
    }
  }

  /// The data are where they were: back when the process is. Where something moves the work by
  /// itself it does so at once, with what the replica has by then.
  [[nodiscard]] ScopeRecovery from_process(ComponentId id) const {
    ScopeRecovery result = way(FailureScope::process, id, RecoverySource::survives);
    result.rpo = Duration();
    if (others_serve(id)) {
      result.rto = until_others_serve(id);
    } else {
      add_repair(id, result);
    }
    bool waits = true;
    for (ScopeRecovery& replica : replicas(id, FailureScope::process, id)) {
      const bool moves = stand_ins_.moves_by_itself(id, model_.find_component(replica.from));
      const bool better =
          replica.rpo == Duration() && replica.rto && (!result.rto || *replica.rto < *result.rto);
      if (!better && !(moves && waits)) continue;
      waits = waits && !moves;
      result = std::move(replica);
    }
    return result;
  }

  /// Nothing is kept: it is back when what was lost is, or when others work on.
  [[nodiscard]] ScopeRecovery from_outage(ComponentId id, FailureScope scope,
                                          ComponentId lost) const {
    ScopeRecovery result = way(scope, lost, RecoverySource::no_data);
    result.rpo = Duration();
    if (!stand_ins_.has_any(id)) add_repair(lost, result);
    return result;
  }

  [[nodiscard]] const Failover* failover_of(ComponentId id) const {
    const auto& details = model_.components[id].details;
    return details && details->failover ? &*details->failover : stand_ins_.failover_of(id);
  }

  /// True where others go on without this instance or member, and nobody has to see to it.
  [[nodiscard]] bool others_serve(ComponentId id) const {
    const Component& component = model_.components[id];
    const bool spare =
        component.is_pool() ? component.at_least < component.replicas : stand_ins_.is_grouped(id);
    const Failover* failover = failover_of(id);
    return spare && (failover == nullptr || !failover_terms(model_, *failover, id, id).by_hand);
  }

  /// No time where all serve and no switch is written; absent where its detection is not known.
  [[nodiscard]] std::optional<Duration> until_others_serve(ComponentId id) const {
    const Failover* failover = failover_of(id);
    if (failover == nullptr) return Duration();
    const FailoverTerms terms =
        model_.components[id].is_pool()
            ? failover_terms(model_, *failover, id, id)
            : failover_terms(model_, *failover, id, stand_ins_.who_takes_from(id));
    return sum(terms.detection, terms.time);
  }

  [[nodiscard]] ScopeRecovery from_loss(const DataRecovery& data, FailureScope scope,
                                        ComponentId lost) const {
    std::vector<ScopeRecovery> ways;
    if (scope != FailureScope::corruption) ways = replicas(data.component, scope, lost);
    for (ScopeRecovery& backup : backups(data.component, scope, lost)) {
      ways.push_back(std::move(backup));
    }
    for (ScopeRecovery& registry : registries(data.component, scope, lost)) {
      ways.push_back(std::move(registry));
    }
    const bool unwritten = may_have_copies(data.component) && !has_copies(data.component);
    if (unwritten) ways.push_back(way(scope, lost, RecoverySource::unstated));
    if (ways.empty()) {
      ScopeRecovery gone = way(scope, lost, RecoverySource::none);
      gone.rpo = gone.rto = Duration::never();
      return gone;
    }
    for (ScopeRecovery& one : ways) judge(one, data);
    const auto rank = [](const ScopeRecovery& one) {
      const int missed = (one.rpo_met == false ? 1 : 0) + (one.rto_met == false ? 1 : 0);
      const auto known = [](const auto& time) { return time.value_or(Duration::never()); };
      return std::tuple(missed, known(one.rpo), known(one.rto));
    };
    return *std::min_element(ways.begin(), ways.end(),
                             [&rank](const auto& a, const auto& b) { return rank(a) < rank(b); });
  }

  [[nodiscard]] std::vector<ScopeRecovery> replicas(ComponentId id, FailureScope scope,
                                                    ComponentId lost) const {
    const ComponentDetails* details = details_of(id);
    if (details == nullptr || !details->replication) return {};
    const Replication& replication = *details->replication;
    std::vector<ScopeRecovery> result;
    for (const auto& name : replication.to) {
      const ComponentId replica = model_.find_component(name.value);
      if (!replica.valid() || replica == id || is_lost_with(model_, replica, lost)) continue;
      ScopeRecovery& one = result.emplace_back(way(scope, lost, RecoverySource::replica));
      one.from = name.value;
      one.rpo = if_given(replication.lag);
      if (replication.mode && replication.mode->value == ReplicationMode::sync) {
        one.rpo = Duration();
      }
      one.rto = switch_time(id, replica);
    }
    return result;
  }

  [[nodiscard]] std::vector<ScopeRecovery> backups(ComponentId id, FailureScope scope,
                                                   ComponentId lost) const {
    const ComponentDetails* details = details_of(id);
    if (details == nullptr) return {};
    std::vector<ScopeRecovery> result;
    for (const Backup& backup : details->backups) {
      const Survival survival = survives(backup, id, scope, lost);
      if (survival == Survival::no) continue;
      if (survival == Survival::unstated) {
        result.push_back(way(scope, lost, RecoverySource::unstated));
        continue;
      }
      ScopeRecovery& one = result.emplace_back(way(scope, lost, RecoverySource::backup));
      one.from = backup.to ? backup.to->value : backup.medium ? backup.medium->value : "";
      one.rpo = if_given(backup.every);
      bring_back(one, backup.restore);
    }
    return result;
  }

  /// An artefact is fetched again as it was, where a holder can be reached. A bad or deleted
  /// version is one everywhere: only an earlier one that was kept helps.
  [[nodiscard]] std::vector<ScopeRecovery> registries(ComponentId id, FailureScope scope,
                                                      ComponentId lost) const {
    const ComponentDetails* details = details_of(id);
    if (details == nullptr || !details->artifact) return {};
    const Artifact& artifact = *details->artifact;
    const bool corrupt = scope == FailureScope::corruption;
    if (corrupt && !(artifact.versioned && artifact.versioned->value)) return {};
    std::vector<ScopeRecovery> result;
    for (const ComponentId holder : holders_of(model_, artifact)) {
      if (!corrupt && !is_reachable_without(model_, holder, lost)) continue;
      ScopeRecovery found = way(scope, lost, RecoverySource::registry);
      found.from = model_.components[holder].name;
      found.rpo = Duration();
      bring_back(found, artifact.fetch);
      result.push_back(std::move(found));
    }
    return result;
  }

  /// A backup lies off-site if it says so, with the component that keeps it, or at a named place
  /// that no single machine takes with it.
  [[nodiscard]] Survival survives(const Backup& backup, ComponentId id, FailureScope scope,
                                  ComponentId lost) const {
    if (scope == FailureScope::corruption || (backup.offsite && backup.offsite->value)) {
      return Survival::yes;
    }
    if (backup.to) {
      const ComponentId keeper = model_.find_component(backup.to->value);
      if (keeper.valid()) {
        return keeper != id && !is_lost_with(model_, keeper, lost) ? Survival::yes : Survival::no;
      }
      if (scope == FailureScope::host) return Survival::yes;
    }
    // Written as on the same site: a machine may spare it, a zone or region does not.
    const bool same_site = backup.offsite && scope != FailureScope::host;
    return same_site ? Survival::no : Survival::unstated;
  }

  /// From a copy, once what was lost works again; a corruption loses nothing else.
  void bring_back(ScopeRecovery& copy, const Given<Duration>& takes) const {
    copy.rto = Duration();
    if (copy.scope != FailureScope::corruption) add_repair(copy.lost, copy);
    copy.rto = sum(copy.rto, if_given(takes));
  }

  /// Mean time until it works again; absent where it has no figures.
  void add_repair(ComponentId id, ScopeRecovery& result) const {
    const auto& figures = model_.components[id].figures;
    result.rto.reset();
    if (!figures) return;
    result.rto = figures->mttr;
    result.rto_assumed = figures->mttr_assumed;
  }

  /// How long the replica takes to take over; absent where nothing says so.
  [[nodiscard]] std::optional<Duration> switch_time(ComponentId from, ComponentId to) const {
    const Failover* failover = stand_ins_.failover(from, to);
    if (failover == nullptr) return std::nullopt;
    const FailoverTerms terms = failover_terms(model_, *failover, from, to);
    return sum(terms.detection, terms.by_hand ? terms.manual : terms.time);
  }

  static void judge(ScopeRecovery& scope, const DataRecovery& data) {
    if (data.rpo_objective && scope.rpo) scope.rpo_met = *scope.rpo <= *data.rpo_objective;
    if (data.rto_objective && scope.rto && !scope.rto_assumed) {
      scope.rto_met = *scope.rto <= *data.rto_objective;
    }
  }

  const Model& model_;
  const StructureFunction& function_;
  StandIns stand_ins_;
};

}  // namespace

std::vector<DataRecovery> analyse_data_recovery(const Model& model,
                                                const StructureFunction& function) {
  return DataRecoveryAnalyzer(model, function).analyse();
}

}  // namespace cutpoint
