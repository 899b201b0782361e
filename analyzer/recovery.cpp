#include "analyzer/recovery.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analyzer/failover_terms.hpp"
#include "analyzer/placement.hpp"

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
  }
  return "";
}

namespace {

constexpr std::array<std::string_view, 6> data_kinds = {
    "database", "volume", "object_storage", "vector_db", "model_registry", "feature_store"};
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

std::optional<Duration> value_of(const Given<Duration>& given) {
  return given ? std::optional(given->value) : std::nullopt;
}

class RecoveryAnalyzer {
 public:
  explicit RecoveryAnalyzer(const Model& model) : model_(model) {
    for (const Journey& journey : model.journeys) find_failovers(journey.needs);
    for (const Component& component : model.components) {
      find_failovers(component.needs);
      if (!component.details || !component.details->replication) continue;
      for (const auto& name : component.details->replication->to) {
        replicas_.insert(model.find_component(name.value));
      }
    }
  }

  std::vector<DataRecovery> analyse() {
    std::vector<DataRecovery> result;
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      if (keeps_data(ComponentId(i))) result.push_back(analyse_component(ComponentId(i)));
    }
    return result;
  }

 private:
  using Places = std::set<ComponentId>;

  [[nodiscard]] bool keeps_data(ComponentId id) const {
    const auto& details = model_.components[id].details;
    if (details && (!details->backups.empty() || details->replication || details->objectives ||
                    details->artifact)) {
      return true;
    }
    // A mere replica is part of its original's row.
    return holds(data_kinds, model_.kind_of(id).name) && !replicas_.contains(id);
  }

  /// Which failover moves work from a component to another. Nesting is limited by the reader.
  void find_failovers(const std::vector<Requirement>& needs) {
    for (const Requirement& requirement : needs) {
      find_failovers(requirement.members);
      if (!requirement.failover) continue;
      for (const Requirement& from : requirement.members) {
        for (const Requirement& to : requirement.members) {
          if (from.component.valid() && to.component.valid() && from.component != to.component) {
            failovers_.try_emplace({from.component, to.component}, &*requirement.failover);
          }
        }
      }
    }
  }

  [[nodiscard]] Places places_of(ComponentId id) const { return common_places(model_, id); }

  /// The place of a kind that the component lies in; invalid where the document names none.
  [[nodiscard]] ComponentId place_of_kind(const Places& places, std::string_view kind) const {
    for (const ComponentId place : places) {
      if (model_.kind_of(place).name == kind) return place;
    }
    return {};
  }

  [[nodiscard]] ComponentId machine_of(ComponentId id) const {
    const auto& hosts = model_.components[id].hosts;
    if (hosts.size() == 1 && !holds(place_kinds, model_.kind_of(hosts.front()).name)) {
      return hosts.front();
    }
    return id;  // its own machine, which the document does not name
  }

  DataRecovery analyse_component(ComponentId id) {
    const Component& component = model_.components[id];
    DataRecovery result;
    result.component = id;
    if (component.details && component.details->objectives) {
      result.rpo_objective = value_of(component.details->objectives->rpo);
      result.rto_objective = value_of(component.details->objectives->rto);
    }
    const Places places = places_of(id);
    result.scopes.push_back(from_process(id));
    result.scopes.push_back(from_loss(id, FailureScope::host, machine_of(id)));
    for (const auto& [scope, kind] :
         {std::pair{FailureScope::zone, "zone"}, {FailureScope::region, "region"}}) {
      const ComponentId place = place_of_kind(places, kind);
      if (place.valid()) result.scopes.push_back(from_loss(id, scope, place));
    }
    result.scopes.push_back(from_loss(id, FailureScope::corruption, id));
    for (ScopeRecovery& scope : result.scopes) judge(scope, result);
    result.copy_rule = copy_rule(id, places);
    if (component.details && component.details->artifact) {
      result.artifact = copies_of(*component.details->artifact);
    }
    return result;
  }

  /// The data are where they were: back when the process is, or when a replica has taken over.
  [[nodiscard]] ScopeRecovery from_process(ComponentId id) const {
    ScopeRecovery result{
        FailureScope::process, id, RecoverySource::survives, {}, Duration(), repair_of(id), {}, {}};
    for (ScopeRecovery& replica : replicas(id, FailureScope::process, id)) {
      if (replica.rpo == Duration() && replica.rto && result.rto && *replica.rto < *result.rto) {
        result = std::move(replica);
      }
    }
    return result;
  }

  [[nodiscard]] ScopeRecovery from_loss(ComponentId id, FailureScope scope,
                                        ComponentId lost) const {
    std::vector<ScopeRecovery> ways;
    if (scope != FailureScope::corruption) ways = replicas(id, scope, lost);
    for (ScopeRecovery& way : backups(id, scope, lost)) ways.push_back(std::move(way));
    for (ScopeRecovery& way : registries(id, scope, lost)) ways.push_back(std::move(way));
    if (ways.empty()) {
      return {scope, lost, RecoverySource::none, {}, Duration::never(), Duration::never(), {}, {}};
    }
    const auto known = [](const std::optional<Duration>& time) {
      return time.value_or(Duration::never());
    };
    return *std::min_element(
        ways.begin(), ways.end(), [&known](const ScopeRecovery& a, const ScopeRecovery& b) {
          return std::pair(known(a.rpo), known(a.rto)) < std::pair(known(b.rpo), known(b.rto));
        });
  }

  [[nodiscard]] std::vector<ScopeRecovery> replicas(ComponentId id, FailureScope scope,
                                                    ComponentId lost) const {
    const auto& details = model_.components[id].details;
    if (!details || !details->replication) return {};
    const Replication& replication = *details->replication;
    std::optional<Duration> rpo = value_of(replication.lag);
    if (replication.mode && replication.mode->value == ReplicationMode::sync) rpo = Duration();
    std::vector<ScopeRecovery> result;
    for (const auto& name : replication.to) {
      const ComponentId replica = model_.find_component(name.value);
      if (!replica.valid() || replica == id || is_lost(replica, lost)) continue;
      result.push_back({scope,
                        lost,
                        RecoverySource::replica,
                        name.value,
                        rpo,
                        switch_time(id, replica),
                        {},
                        {}});
    }
    return result;
  }

  [[nodiscard]] std::vector<ScopeRecovery> backups(ComponentId id, FailureScope scope,
                                                   ComponentId lost) const {
    const auto& details = model_.components[id].details;
    if (!details) return {};
    std::vector<ScopeRecovery> result;
    for (const Backup& backup : details->backups) {
      if (!survives(backup, id, scope, lost)) continue;
      std::optional<Duration> rto = value_of(backup.restore);
      if (scope != FailureScope::corruption) rto = sum(repair_of(lost), rto);
      std::string from = backup.to ? backup.to->value : backup.medium ? backup.medium->value : "";
      result.push_back({scope,
                        lost,
                        RecoverySource::backup,
                        std::move(from),
                        value_of(backup.every),
                        rto,
                        {},
                        {}});
    }
    return result;
  }

  /// The components that hold an artefact: its registry first.
  [[nodiscard]] std::vector<ComponentId> holders(const Artifact& artifact) const {
    std::vector<ComponentId> found;
    if (artifact.registry) found.push_back(model_.find_component(artifact.registry->value));
    for (const auto& name : artifact.copies) found.push_back(model_.find_component(name.value));
    return found;
  }

  /// An artefact is fetched again as it was, where a holder can be reached. A bad or deleted
  /// version is one everywhere: only an earlier one that was kept helps.
  [[nodiscard]] std::vector<ScopeRecovery> registries(ComponentId id, FailureScope scope,
                                                      ComponentId lost) const {
    const auto& details = model_.components[id].details;
    if (!details || !details->artifact) return {};
    const Artifact& artifact = *details->artifact;
    const bool corrupt = scope == FailureScope::corruption;
    if (corrupt && !(artifact.versioned && artifact.versioned->value)) return {};
    std::vector<ScopeRecovery> result;
    for (const ComponentId holder : holders(artifact)) {
      if (!corrupt && !is_reachable(holder, lost)) continue;
      std::optional<Duration> rto = value_of(artifact.fetch);
      if (!corrupt) rto = sum(repair_of(lost), rto);
      result.push_back({scope,
                        lost,
                        RecoverySource::registry,
                        model_.components[holder].name,
                        Duration(),
                        rto,
                        {},
                        {}});
    }
    return result;
  }

  /// Neither lost itself nor in need of something that is: followed through plain needs and hosts.
  [[nodiscard]] bool is_reachable(ComponentId holder, ComponentId lost) const {
    Places seen;
    std::vector<ComponentId> queue{holder};
    while (!queue.empty()) {
      const ComponentId id = queue.back();
      queue.pop_back();
      if (!seen.insert(id).second) continue;
      if (is_lost(id, lost)) return false;
      for (const Requirement& need : model_.components[id].needs) {
        if (need.form != Requirement::Form::component || need.soft || need.fallback) continue;
        queue.push_back(need.component);
      }
    }
    return true;
  }

  [[nodiscard]] ArtifactCopies copies_of(const Artifact& artifact) const {
    ArtifactCopies copies;
    if (artifact.version) copies.version = artifact.version->value;
    copies.versioned = artifact.versioned && artifact.versioned->value;
    Places regions;
    for (const ComponentId holder : holders(artifact)) {
      ++copies.copies;
      const ComponentId region = place_of_kind(places_of(holder), "region");
      if (region.valid()) regions.insert(region);
    }
    copies.regions = static_cast<std::uint32_t>(regions.size());
    return copies;
  }

  [[nodiscard]] bool is_lost(ComponentId id, ComponentId lost) const {
    return id == lost || places_of(id).contains(lost);
  }

  /// A backup lies off-site if it says so, with the component that keeps it, at a named place of
  /// the same site, or else beside the data.
  [[nodiscard]] bool survives(const Backup& backup, ComponentId id, FailureScope scope,
                              ComponentId lost) const {
    if (scope == FailureScope::corruption || (backup.offsite && backup.offsite->value)) return true;
    if (!backup.to) return false;
    const ComponentId keeper = model_.find_component(backup.to->value);
    if (keeper.valid()) return keeper != id && !is_lost(keeper, lost);
    return scope == FailureScope::host;
  }

  /// Mean time until it works again; absent where it has no figures.
  [[nodiscard]] std::optional<Duration> repair_of(ComponentId id) const {
    const auto& figures = model_.components[id].figures;
    return figures ? std::optional(figures->mttr) : std::nullopt;
  }

  /// How long the replica takes to take over; absent where nothing says so.
  [[nodiscard]] std::optional<Duration> switch_time(ComponentId from, ComponentId to) const {
    const auto found = failovers_.find({from, to});
    if (found == failovers_.end()) return std::nullopt;
    const FailoverTerms terms = failover_terms(model_, *found->second, from);
    return sum(terms.detection, terms.by_hand ? terms.manual : terms.time);
  }

  static void judge(ScopeRecovery& scope, const DataRecovery& data) {
    if (data.rpo_objective && scope.rpo) scope.rpo_met = *scope.rpo <= *data.rpo_objective;
    if (data.rto_objective && scope.rto) scope.rto_met = *scope.rto <= *data.rto_objective;
  }

  /// The component and its replicas lie on disk; backups say their medium.
  [[nodiscard]] CopyRule copy_rule(ComponentId id, const Places& places) const {
    CopyRule rule;
    rule.copies = 1;
    std::set<std::string_view> media = {"disk"};
    const ComponentId region = place_of_kind(places, "region");
    const auto elsewhere = [&](ComponentId other) {
      const ComponentId its = place_of_kind(places_of(other), "region");
      return region.valid() && its.valid() && its != region;
    };
    if (const auto& details = model_.components[id].details) {
      if (details->replication) {
        for (const auto& name : details->replication->to) {
          const ComponentId replica = model_.find_component(name.value);
          ++rule.copies;
          rule.offsite = rule.offsite || (replica.valid() && elsewhere(replica));
        }
      }
      for (const Backup& backup : details->backups) {
        ++rule.copies;
        if (backup.medium) media.insert(backup.medium->value);
        const ComponentId keeper =
            backup.to ? model_.find_component(backup.to->value) : ComponentId();
        rule.offsite = rule.offsite || (backup.offsite && backup.offsite->value) ||
                       (keeper.valid() && elsewhere(keeper));
      }
    }
    rule.media = static_cast<std::uint32_t>(media.size());
    return rule;
  }

  const Model& model_;
  std::map<std::pair<ComponentId, ComponentId>, const Failover*> failovers_;
  Places replicas_;
};

}  // namespace

std::vector<DataRecovery> analyse_recovery(const Model& model) {
  return RecoveryAnalyzer(model).analyse();
}

}  // namespace cutpoint
