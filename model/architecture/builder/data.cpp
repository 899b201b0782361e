// Backups, replicas, artefacts and objectives: what contradicts itself is refused.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "cutpoint/kept_data.hpp"
#include "model/architecture/builder/builder.hpp"

namespace cutpoint {

namespace {

bool is_finite_and_positive(const Spanned<Duration>& time) {
  return !time.value.is_never() && time.value.in_seconds() > 0.0;
}

/// Nesting is limited by the reader.
void add_named(const Requirement& requirement, std::vector<ComponentId>& names) {
  if (requirement.component.valid()) names.push_back(requirement.component);
  names.insert(names.end(), requirement.ends.begin(), requirement.ends.end());
  for (const Requirement& member : requirement.members) add_named(member, names);
}

}  // namespace

void ModelBuilder::check_data(const DraftComponent& written, const Component& component) {
  for (const Backup& backup : written.backups) check_backup(backup, written);
  if (written.replication) check_replication(*written.replication, written);
  if (written.artifact) check_artifact(*written.artifact, written);
  if (written.objectives) check_objectives(*written.objectives);
  if (written.objectives && written.objectives->rpo) check_kept_data(written, component);
}

/// An RPO of what has nothing to lose would be met or missed by nobody's data.
void ModelBuilder::check_kept_data(const DraftComponent& written, const Component& component) {
  for (const char* key : {"backups", "replication", "artifact", "kind"}) {
    if (written.marks.has(key, KeyMark::unread)) return;
  }
  const bool has_copies = !written.backups.empty() || written.replication || written.artifact;
  if (has_copies || !component.kind.valid()) return;
  if (kept_data(model_.kinds[component.kind]) != KeptData::nothing) return;
  error("conflicting-figures", written.objectives->rpo->span,
        fmt::format("`{}` ({}) keeps no data: there is nothing to lose", component.name,
                    model_.kinds[component.kind].name))
      .help = "give `rpo` to what keeps the data, or say how these are kept (`backups`)";
}

void ModelBuilder::refuse_repeated(const std::vector<WrittenName>& names, std::string_view role) {
  std::unordered_map<std::string_view, SourceSpan> seen;
  for (const WrittenName& name : names) {
    const auto [place, added] = seen.emplace(name.value, name.span);
    if (added) continue;
    error("duplicate-member", name.span,
          fmt::format("`{}` is named twice: that is one {}", name.value, role))
        .notes.push_back({"first written here", place->second});
  }
}

void ModelBuilder::check_offsite(const DraftComponent& written, ComponentId id) {
  for (const Backup& backup : written.backups) {
    const auto keeper = backup.to && backup.offsite && backup.offsite->value
                            ? ids_.find(backup.to->value)
                            : ids_.end();
    if (keeper == ids_.end() || keeper->second == id) continue;
    const auto own = ground_of(id), its = ground_of(keeper->second);
    const auto shared = std::find_if(own.begin(), own.end(), [&](ComponentId place) {
      const KindId kind = model_.components[place].kind;
      return kind.valid() && model_.kinds[kind].base != "provider" &&
             std::find(its.begin(), its.end(), place) != its.end();
    });
    if (shared == own.end()) continue;
    error("conflicting-figures", backup.offsite->span,
          fmt::format("`{}` lies in `{}` as `{}` does: a backup there is not off-site",
                      backup.to->value, model_.components[*shared].name, written.name.value))
        .help = "let it lie in another region (`runs_on`), or leave `offsite` out";
  }
}

void ModelBuilder::refuse_itself(const WrittenName& name, const DraftComponent& written,
                                 std::string_view role) {
  if (!resolve_name(name).valid() || name.value != written.name.value) return;
  error("conflicting-figures", name.span,
        fmt::format("`{}` cannot be its own {}", name.value, role))
      .help = "name another component, or leave it out";
}

void ModelBuilder::check_backup(const Backup& backup, const DraftComponent& written) {
  if (backup.every && !is_finite_and_positive(*backup.every)) {
    error("invalid-number", backup.every->span, "`every` must be a finite time above zero").help =
        "what is copied all the time is a replica: `replication: {mode: async, lag: 5s}`";
  }
  if (backup.restore && backup.restore->value.is_never()) {
    error("invalid-number", backup.restore->span, "a restore must end").help =
        "what cannot be restored is no backup: leave it out";
  }
  if (!backup.to) return;
  if (backup.to->value == written.name.value) {
    error("conflicting-figures", backup.to->span,
          fmt::format("a backup of `{}` that lies in `{}` itself is lost with it",
                      written.name.value, written.name.value))
        .help = "name what keeps it, such as a bucket or another site";
    return;
  }
  // A backup may lie in a place that is no component (a vault, an office): only near misses are
  // told.
  if (ids_.contains(backup.to->value)) return;
  const auto near = suggest_component(backup.to->value);
  if (!near) return;
  diagnostics_
      .warning("unknown-name", backup.to->span,
               fmt::format("`{}` is no component of this document", backup.to->value))
      .help = fmt::format("did you mean `{}`? Other places are fine too", *near);
}

void ModelBuilder::check_replication(const Replication& replication,
                                     const DraftComponent& written) {
  for (const WrittenName& name : replication.to) refuse_itself(name, written, "replica");
  refuse_repeated(replication.to, "replica");
  if (!replication.lag) return;
  if (replication.lag->value.is_never()) {
    error("invalid-number", replication.lag->span, "a replica that lags for ever is none").help =
        "say how far it runs behind, such as `lag: 5s`";
  }
  const bool sync = replication.mode && replication.mode->value == ReplicationMode::sync;
  if (sync && replication.lag->value.in_seconds() > 0.0) {
    error("conflicting-figures", replication.lag->span,
          "with `mode: sync` writes wait for the replica: it does not lag")
        .help = "use `mode: async` where it runs behind";
  }
}

void ModelBuilder::check_artifact(const Artifact& artifact, const DraftComponent& written) {
  if (!artifact.registry && artifact.copies.empty() &&
      !artifact.marks.has("registry", KeyMark::unread) &&
      !artifact.marks.has("copies", KeyMark::unread)) {
    error("missing-key", artifact.span, "an artefact must say where it is kept").help =
        "such as `artifact: {registry: models, copies: [models-us], versioned: true, fetch: 5m}`";
  }
  if (artifact.registry) refuse_itself(*artifact.registry, written, "registry");
  for (const WrittenName& name : artifact.copies) {
    refuse_itself(name, written, "copy");
    if (artifact.registry && name.value == artifact.registry->value) {
      error("duplicate-member", name.span,
            fmt::format("`{}` is the registry already: that is no further copy", name.value))
          .notes.push_back({"`registry` is here", artifact.registry->span});
    }
  }
  refuse_repeated(artifact.copies, "copy");
  if (artifact.fetch && artifact.fetch->value.is_never()) {
    error("invalid-number", artifact.fetch->span, "fetching the artefact must end").help =
        "such as `fetch: 5m`";
  }
}

void ModelBuilder::check_objectives(const Objectives& objectives) {
  for (const auto* time : {&objectives.rto, &objectives.rpo}) {
    if (!*time || !(*time)->value.is_never()) continue;
    error("invalid-number", (*time)->span, "an objective without an end is none").help =
        "leave it out where nothing is aimed at";
  }
}

/// A journey's RPO is judged by the records that it stands on.
void ModelBuilder::check_journey_data(const Journey& journey) {
  if (!journey.objectives || !journey.objectives->rpo) return;
  std::vector<ComponentId> queue;
  for (const Requirement& need : journey.needs) add_named(need, queue);
  IdVector<ComponentId, std::uint8_t> seen(model_.components.size(), 0);
  while (!queue.empty()) {
    const ComponentId id = queue.back();
    queue.pop_back();
    if (std::exchange(seen[id], 1) != 0) continue;
    const Component& component = model_.components[id];
    const bool known = component.kind.valid() && component.dependencies_known;
    if (!known || kept_data(model_.kinds[component.kind]) == KeptData::records) return;
    for (const Requirement& need : component.needs) add_named(need, queue);
    queue.insert(queue.end(), component.hosts.begin(), component.hosts.end());
  }
  without_effect(
      journey.objectives->rpo->span,
      fmt::format("nothing that `{}` needs keeps records: its RPO is judged nowhere", journey.name))
      .help = "let it need its database, or give `rpo` to the component that keeps the data";
}

}  // namespace cutpoint
