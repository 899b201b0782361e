// Backups, replicas, artefacts and objectives: what contradicts itself is refused.
#include "model/architecture/builder/data.hpp"

#include <unordered_map>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"

namespace cutpoint {

namespace {

bool is_finite_and_positive(const Spanned<Duration>& time) {
  return !time.value.is_never() && time.value.in_seconds() > 0.0;
}

}  // namespace

void DataChecks::check(const DraftComponent& written, const Component& component) {
  for (const Backup& backup : written.backups) check_backup(backup, written);
  if (written.replication) check_replication(*written.replication, written);
  if (written.artifact) check_artifact(*written.artifact, written);
  if (written.objectives) check_objectives(*written.objectives);
  if (written.objectives && written.objectives->rpo) check_kept_data(written, component);
}

void DataChecks::check_kept_data(const DraftComponent& written, const Component& component) {
  for (const char* key : {"backups", "replication", "artifact", "kind"}) {
    if (written.marks.has(key, KeyMark::unread)) return;
  }
  const bool has_copies = !written.backups.empty() || written.replication || written.artifact;
  if (has_copies || !component.kind.valid()) return;
  if (kinds_[component.kind].kept != KeptData::nothing) return;
  diagnostics_
      .error("conflicting-figures", written.objectives->rpo->span,
             fmt::format("`{}` ({}) keeps no data: there is nothing to lose", component.name,
                         kinds_[component.kind].name))
      .help = "give `rpo` to what keeps the data, or say how these are kept (`backups`)";
}

void DataChecks::refuse_repeated(const std::vector<WrittenName>& names, std::string_view role) {
  std::unordered_map<std::string_view, SourceSpan> seen;
  for (const WrittenName& name : names) {
    const auto [place, added] = seen.emplace(name.value, name.span);
    if (added) continue;
    diagnostics_
        .error("duplicate-member", name.span,
               fmt::format("`{}` is named twice: that is one {}", name.value, role))
        .notes.push_back({"first written here", place->second});
  }
}

void DataChecks::refuse_itself(const WrittenName& name, const DraftComponent& written,
                               std::string_view role) {
  if (!names_.resolve(name).valid() || name.value != written.name.value) return;
  diagnostics_
      .error("conflicting-figures", name.span,
             fmt::format("`{}` cannot be its own {}", name.value, role))
      .help = "name another component, or leave it out";
}

void DataChecks::check_backup(const Backup& backup, const DraftComponent& written) {
  if (backup.every && !is_finite_and_positive(*backup.every)) {
    diagnostics_
        .error("invalid-number", backup.every->span, "`every` must be a finite time above zero")
        .help = "what is copied all the time is a replica: `replication: {mode: async, lag: 5s}`";
  }
  if (backup.restore && backup.restore->value.is_never()) {
    diagnostics_.error("invalid-number", backup.restore->span, "a restore must end").help =
        "what cannot be restored is no backup: leave it out";
  }
  if (!backup.to) return;
  if (backup.to->value == written.name.value) {
    diagnostics_
        .error("conflicting-figures", backup.to->span,
               fmt::format("a backup of `{}` that lies in `{}` itself is lost with it",
                           written.name.value, written.name.value))
        .help = "name what keeps it, such as a bucket or another site";
    return;
  }
  // A backup may lie in a place that is no component (a vault, an office): only near misses are
  // told.
  if (names_.find(backup.to->value).valid()) return;
  const auto near = names_.suggest(backup.to->value);
  if (!near) return;
  Diagnostic& found =
      diagnostics_.warning("unknown-name", backup.to->span,
                           fmt::format("`{}` is no component of this document", backup.to->value));
  suggest(found, {*near});
  found.help += " Other places are fine too";
}

void DataChecks::check_replication(const Replication& replication, const DraftComponent& written) {
  for (const WrittenName& name : replication.to) refuse_itself(name, written, "replica");
  refuse_repeated(replication.to, "replica");
  if (!replication.lag) return;
  if (replication.lag->value.is_never()) {
    diagnostics_
        .error("invalid-number", replication.lag->span, "a replica that lags for ever is none")
        .help = "say how far it runs behind, such as `lag: 5s`";
  }
  const bool sync = replication.mode && replication.mode->value == ReplicationMode::sync;
  if (sync && replication.lag->value.in_seconds() > 0.0) {
    diagnostics_
        .error("conflicting-figures", replication.lag->span,
               "with `mode: sync` writes wait for the replica: it does not lag")
        .help = "use `mode: async` where it runs behind";
  }
}

void DataChecks::check_artifact(const Artifact& artifact, const DraftComponent& written) {
  if (!artifact.registry && artifact.copies.empty() &&
      !artifact.marks.has("registry", KeyMark::unread) &&
      !artifact.marks.has("copies", KeyMark::unread)) {
    diagnostics_.error("missing-key", artifact.span, "an artefact must say where it is kept").help =
        "such as `artifact: {registry: models, copies: [models-us], versioned: true, fetch: 5m}`";
  }
  if (artifact.registry) refuse_itself(*artifact.registry, written, "registry");
  for (const WrittenName& name : artifact.copies) {
    refuse_itself(name, written, "copy");
    if (artifact.registry && name.value == artifact.registry->value) {
      diagnostics_
          .error("duplicate-member", name.span,
                 fmt::format("`{}` is the registry already: that is no further copy", name.value))
          .notes.push_back({"`registry` is here", artifact.registry->span});
    }
  }
  refuse_repeated(artifact.copies, "copy");
  if (artifact.fetch && artifact.fetch->value.is_never()) {
    diagnostics_.error("invalid-number", artifact.fetch->span, "fetching the artefact must end")
        .help = "such as `fetch: 5m`";
  }
}

void DataChecks::check_objectives(const Objectives& objectives) {
  for (const auto* time : {&objectives.rto, &objectives.rpo}) {
    if (!*time || !(*time)->value.is_never()) continue;
    diagnostics_.error("invalid-number", (*time)->span, "an objective without an end is none")
        .help = "leave it out where nothing is aimed at";
  }
}

}  // namespace cutpoint
