#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

void check_stateful_without_replication(const LintSubject& subject,
                                        std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    if (!keeps_data(subject.model, id) || subject.stops(id).empty()) continue;
    if (has_sibling(subject, id) || is_managed(subject, id)) continue;
    const ComponentDetails* details = subject.details(id);
    if (details != nullptr && details->replication) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("`{}` keeps data in one place", subject.name(id)));
    for (const auto& stop : subject.stops(id)) finding.journeys.push_back(stop.journey);
    add_paths(subject, id, finding);
    finding.witness.push_back("one instance, no `replication`, no other member beside it");
    if (details != nullptr && !details->backups.empty()) {
      const auto restore = fastest_restore(*details);
      finding.witness.push_back(restore ? fmt::format("after its loss a backup is restored in {}",
                                                      to_human_text(*restore))
                                        : "after its loss a backup has to be restored");
    }
    finding.help =
        "add a replica (`any_of: [primary, standby]` with `failover`, and `replication` "
        "on the primary)";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& stateful_without_replication_rule() {
  static const Rule rule{
      "CP401",
      "stateful-without-replication",
      Severity::warning,
      "a database, queue or store that a journey stands on, with no replica",
      "Reports databases, queues, vector and feature stores and model registries whose failure "
      "alone stops a journey, with one instance, no `replication` and no other member beside them. "
      "Managed services (`profile`, `external`) and caches are left alone.",
      "What keeps data cannot simply be started elsewhere: the outage lasts until it is repaired "
      "or "
      "a backup is restored, and what was written since is lost.",
      "Replicate it, with a failover.",
      R"(cutpoint: 1
journeys: {save: {needs: [{any_of: [primary, standby]}]}}
components:
  primary: {kind: database, replication: {mode: sync, to: standby}}
  standby: {kind: database}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [primary]}}
components:
  primary: {kind: database}
)",
      check_stateful_without_replication,
      keeps_data};
  return rule;
}

}  // namespace cutpoint
