#include "rules/recovery.hpp"

#include <fmt/format.h>

#include "rules/roles.hpp"

namespace cutpoint {

bool is_managed(const LintSubject& subject, ComponentId id) {
  const auto& figures = subject.model.components[id].figures;
  return has_kind(subject.model, id, "external") || (figures && figures->profile != nullptr);
}

bool has_sibling(const LintSubject& subject, ComponentId id) {
  return subject.model.components[id].is_pool() || !subject.groups_of(id).empty() ||
         subject.is_replica(id);
}

std::optional<DataLoss> data_loss(const LintSubject& subject, ComponentId id) {
  const ComponentDetails* details = subject.details(id);
  std::optional<DataLoss> best;
  const auto offer = [&best](Duration stretch, std::string witness) {
    if (!best || stretch < best->stretch) best = DataLoss{stretch, std::move(witness)};
  };
  // Siblings may hold copies of which nothing is written; where replication is, it is told.
  const bool tells_replication = details != nullptr && details->replication;
  bool unknown = is_managed(subject, id) || (has_sibling(subject, id) && !tells_replication);
  if (details != nullptr && details->replication) {
    const Replication& replication = *details->replication;
    if (replication.mode && replication.mode->value == ReplicationMode::sync) {
      offer(Duration(), "a synchronous replica loses nothing");
    } else if (replication.lag) {
      offer(replication.lag->value,
            fmt::format("its replica runs {} behind", to_human_text(replication.lag->value)));
    } else {
      unknown = true;
    }
  }
  if (details != nullptr) {
    for (const Backup& backup : details->backups) {
      if (backup.every) {
        offer(backup.every->value,
              fmt::format("a backup is made every {}", to_human_text(backup.every->value)));
      } else {
        unknown = true;
      }
    }
  }
  if (details != nullptr && details->artifact) {
    offer(Duration(), "the artefact is fetched again as it was");
  }
  if (!best && !unknown) best = DataLoss{Duration::never(), "there is no backup and no replica"};
  // Something that is not written may do better.
  if (unknown) return std::nullopt;
  return best;
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
