#include "lint/facts/data_recovery.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/roles.hpp"

namespace cutpoint {

bool is_managed(const LintSubject& subject, ComponentId id) {
  const auto& figures = subject.model.components[id].figures;
  return has_kind(subject.model, id, "external") || (figures && figures->profile != nullptr);
}

bool has_sibling(const LintSubject& subject, ComponentId id) {
  return subject.model.components[id].is_pool() || !subject.groups_of(id).empty() ||
         subject.is_replica(id);
}

const DataRecovery* recovery_of(const LintSubject& subject, ComponentId id) {
  const auto& all = subject.analysis.recovery;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [id](const DataRecovery& data) { return data.component == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string loss_text(const LintSubject& subject, const DataRecovery& data,
                      const ScopeRecovery& row) {
  if (row.scope == FailureScope::process) return "a failure of its own";
  if (row.scope == FailureScope::corruption) return "deletion or corruption";
  return row.lost == data.component ? "the loss of its machine"
                                    : fmt::format("the loss of {}", subject.name(row.lost));
}

std::string data_lost_text(const ScopeRecovery& row) {
  const std::string time = row.rpo ? to_human_text(*row.rpo) : "";
  switch (row.source) {
    case RecoverySource::survives:
    case RecoverySource::no_data:
      return "nothing is lost";
    case RecoverySource::replica:
      return !row.rpo ? fmt::format("how far the replica {} is behind is not written", row.from)
                      : fmt::format("the replica {} is up to {} behind", row.from, time);
    case RecoverySource::backup:
      if (!row.rpo) return "how often a backup is made is not written";
      return row.from.empty() ? fmt::format("a backup is up to {} old", time)
                              : fmt::format("the backup on {} is up to {} old", row.from, time);
    case RecoverySource::registry:
      return fmt::format("the artefact is fetched again from {} as it was", row.from);
    case RecoverySource::none:
      return "no copy survives";
    case RecoverySource::unstated:
      break;
  }
  return "which copies survive is not written (`to` or `offsite` of its backups)";
}

std::string time_back_text(const ScopeRecovery& row) {
  if (!row.rto) return "how long it takes is not written";
  if (row.source == RecoverySource::none) return "no copy survives to start from";
  const std::string time = to_human_text(*row.rto);
  switch (row.source) {
    case RecoverySource::replica:
      return fmt::format("the replica {} takes over in {}", row.from, time);
    case RecoverySource::backup:
      return row.scope == FailureScope::corruption
                 ? fmt::format("the restore of a backup takes {}", time)
                 : fmt::format("repair and the restore of a backup take {}", time);
    case RecoverySource::registry:
      return fmt::format("to fetch the artefact again from {} takes {}", row.from, time);
    default:
      return fmt::format("the repair takes {} in the mean, and nothing takes over", time);
  }
}

std::optional<Duration> fastest_restore(const ComponentDetails& details) {
  std::optional<Duration> fastest;
  for (const Backup& backup : details.backups) {
    if (!backup.restore) return std::nullopt;
    if (!fastest || backup.restore->value < *fastest) fastest = backup.restore->value;
  }
  return fastest;
}

}  // namespace cutpoint
