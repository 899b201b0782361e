#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"
#include "lint/subject.hpp"

namespace cutpoint {

namespace {

/// The kind of medium that the data itself lies on, as backups name theirs.
std::string own_medium(const LintSubject& subject, ComponentId id) {
  return has_kind(subject.model, id, "object_storage") ? "object storage" : "disk";
}

/// Said to lie elsewhere, or kept by somebody else, or by a component that shares no place below
/// the region: another zone is another site.
bool is_offsite(const LintSubject& subject, Placement& placement, ComponentId id,
                const Backup& backup) {
  if (backup.offsite) return backup.offsite->value;
  if (!backup.to) return false;
  const ComponentId keeper = subject.model.find_component(backup.to->value);
  if (!keeper.valid()) return false;
  if (has_kind(subject.model, keeper, "external")) return true;
  const auto places_of = [&](ComponentId component, bool regions) {
    std::set<ComponentId> places;
    for (const ComponentId place : placement.under(component)) {
      const bool is_region = has_kind(subject.model, place, "region");
      const bool is_wide = is_region || has_kind(subject.model, place, "provider");
      if (place != component && (regions ? is_region : !is_wide)) places.insert(place);
    }
    return places;
  };
  const auto are_apart = [&](bool regions) {
    const auto own = places_of(id, regions);
    const auto other = places_of(keeper, regions);
    return !own.empty() && !other.empty() &&
           std::none_of(other.begin(), other.end(),
                        [&](ComponentId place) { return own.count(place) > 0; });
  };
  return are_apart(true) || are_apart(false);
}

/// Copies beside the data that its redundancy keeps. Where k of n must work, whatever is stored
/// survives the loss of n - k, and so lies on that many more.
std::size_t copies_beside(const LintSubject& subject, ComponentId id,
                          const std::vector<DeclaredGroup>& groups) {
  const auto& replication = subject.details(id)->replication;
  std::size_t copies = replication ? replication->to.size() : 0;
  for (const DeclaredGroup& group : groups) {
    const auto& members = group.members;
    if (std::find(members.begin(), members.end(), id) == members.end() ||
        !std::all_of(members.begin(), members.end(),
                     [&](ComponentId member) { return keeps_data(subject.model, member); })) {
      continue;
    }
    copies = std::max<std::size_t>(copies, group.total - group.at_least);
  }
  return copies;
}

std::vector<std::string> shortcomings(const LintSubject& subject, Placement& placement,
                                      ComponentId id, const std::vector<DeclaredGroup>& groups) {
  const auto& backups = subject.details(id)->backups;
  std::vector<std::string> missing;
  if (backups.size() + copies_beside(subject, id, groups) < 2) {
    missing.push_back("two copies: the data and one backup; three are wanted");
  }
  const std::string own = own_medium(subject, id);
  if (std::all_of(backups.begin(), backups.end(), [&](const Backup& backup) {
        return backup.medium && backup.medium->value == own;
      })) {
    missing.push_back(fmt::format("one kind of medium ({}); two are wanted", own));
  }
  if (std::none_of(backups.begin(), backups.end(), [&](const Backup& backup) {
        return is_offsite(subject, placement, id, backup);
      })) {
    missing.push_back("no backup is said to lie offsite; one is wanted");
  }
  return missing;
}

void check_backup_321(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  Placement placement(subject.model);
  std::optional<std::vector<DeclaredGroup>> groups;  // only where something is backed up
  for (const ComponentId id : subject.components()) {
    const ComponentDetails* details = subject.details(id);
    if (details == nullptr || details->backups.empty()) continue;
    if (!groups) groups = declared_groups(subject);
    auto missing = shortcomings(subject, placement, id, *groups);
    if (missing.empty()) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("the backups of `{}` fall short of 3-2-1", subject.name(id)));
    finding.span = details->backups.front().span;
    finding.witness = std::move(missing);
    finding.help = "three copies, on two kinds of media, one of them offsite (`offsite: true`)";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& backup_321_rule() {
  static const Rule rule{
      "CP403",
      "backup-321",
      Severity::info,
      "backups that fall short of three copies, two media, one offsite",
      "Counts the copies of each component that declares `backups` (the data itself is one, and so "
      "is each replica named under `replication` and each spare member of its redundancy), the "
      "backups' "
      "`medium` where every backup names it, and whether one lies offsite: by `offsite: true`, or "
      "by a `to` in another place. A component without backups is another rule's matter.",
      "One fire, one bad batch of disks or one stolen credential should not reach every copy.",
      "Add the copy, medium or place that the witness names.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders:
    kind: database
    backups:
      - {every: 1h, restore: 20m, medium: disk}
      - {every: 24h, restore: 2h, medium: object storage, offsite: true}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, backups: [{every: 24h, restore: 1h, medium: disk}]}
)",
      check_backup_321,
      keeps_data};
  return rule;
}

}  // namespace cutpoint
