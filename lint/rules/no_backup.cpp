#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"
#include "lint/subject.hpp"

namespace cutpoint {

namespace {

bool has_backups(const LintSubject& subject, ComponentId id) {
  const ComponentDetails* details = subject.details(id);
  return details != nullptr && !details->backups.empty();
}

/// Is it a copy of something that is backed up, or stands beside it?
bool is_covered(const LintSubject& subject, ComponentId id) {
  if (has_backups(subject, id) || is_managed(subject, id)) return true;
  for (const GroupId group : subject.groups_of(id)) {
    const auto& members = subject.function.groups[group].members;
    if (std::any_of(members.begin(), members.end(),
                    [&](ComponentId member) { return has_backups(subject, member); })) {
      return true;
    }
  }
  // Replicas are covered by their source, which is told itself where it has none.
  return subject.is_replica(id);
}

void check_no_backup(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    if (!keeps_records(subject.model, id) || !subject.used(id) || is_covered(subject, id)) continue;
    RuleFinding finding = subject.at(id, fmt::format("`{}` declares no backup", subject.name(id)));
    const ComponentDetails* details = subject.details(id);
    const bool replicated =
        has_sibling(subject, id) || (details != nullptr && details->replication);
    finding.witness.push_back(
        replicated ? "its replicas take over every mistake at once: a deleted table "
                     "is deleted everywhere"
                   : "it declares no replica either: if its disk is lost, so are its data");
    finding.help =
        "such as `backups: [{every: 24h, restore: 1h, medium: object storage, offsite: true}]`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& no_backup_rule() {
  static const Rule rule{
      "CP402",
      "no-backup",
      Severity::warning,
      "a database or registry without backups",
      "Reports databases and model registries that a journey uses, without `backups` of their own, "
      "of a member beside them or of their replication source. Managed services are left alone: "
      "their backups are a setting, not a component. Replicas are no backup.",
      "Replication repeats a wrong deletion within milliseconds; only a backup knows yesterday.",
      "Make backups, away from the database, and try restoring one.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, backups: [{every: 24h, restore: 1h, offsite: true}]}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database}
)",
      check_no_backup,
      keeps_records};
  return rule;
}

}  // namespace cutpoint
