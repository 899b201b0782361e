#include <fmt/format.h>

#include "lint/facts/failovers.hpp"

namespace cutpoint {

namespace {

/// Whose objective it is, and the objective.
struct Demand {
  std::string name;
  const Objectives* objectives = nullptr;
};

std::vector<Demand> demands_on(const LintSubject& subject, const FailoverSite& site) {
  std::vector<Demand> demands;
  for (const ComponentId id : site.members) {
    const ComponentDetails* details = subject.details(id);
    if (details != nullptr && details->objectives && details->objectives->rto) {
      demands.push_back({subject.name(id), &*details->objectives});
    }
  }
  for (const JourneyId id : site.journeys) {
    const Journey& journey = subject.model.journeys[id];
    if (journey.objectives && journey.objectives->rto) {
      demands.push_back({journey.name, &*journey.objectives});
    }
  }
  return demands;
}

void check_failover_slower_than_rto(const LintSubject& subject,
                                    std::vector<RuleFinding>& findings) {
  for (const FailoverSite& site : failover_sites(subject)) {
    const auto time = switch_time(*site.failover);
    if (!time) continue;
    for (const Demand& demand : demands_on(subject, site)) {
      const Duration rto = demand.objectives->rto->value;
      if (*time <= rto) continue;
      RuleFinding finding;
      finding.span = site.failover->span;
      finding.subject = site.name + " for " + demand.name;
      finding.components = site.members;
      finding.message = fmt::format("the failover of `{}` is slower than the RTO of `{}`",
                                    site.name, demand.name);
      finding.witness.push_back(fmt::format("{}: {} in all, the RTO is {}",
                                            switch_text(*site.failover), to_human_text(*time),
                                            to_human_text(rto)));
      finding.notes.push_back({"the RTO is here", demand.objectives->rto->span});
      finding.help = "notice or switch faster, or raise the RTO";
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace

const Rule& failover_slower_than_rto_rule() {
  static const Rule rule{
      "CP305",
      "failover-slower-than-rto",
      Severity::error,
      "a failover that takes longer than the recovery time objective",
      "Adds detection and switching time of each declared `failover` (`manual` where it is not "
      "automatic) and compares them with the `rto` of its members and of the journeys above it. "
      "Times that are not written count as nothing.",
      "The objective is missed even when everything goes as planned.",
      "Shorten detection (health checks, TTLs) or the switch, or change the objective.",
      R"(cutpoint: 1
journeys:
  save:
    needs: [{any_of: [db-1, db-2], failover: {automatic: true, detection: 10s, time: 50s}}]
    objectives: {rto: 5m}
components:
  db-1: {kind: database}
  db-2: {kind: database}
)",
      R"(cutpoint: 1
journeys:
  save:
    needs: [{any_of: [db-1, db-2], failover: {automatic: true, detection: 5m, time: 10m}}]
    objectives: {rto: 5m}
components:
  db-1: {kind: database}
  db-2: {kind: database}
)",
      check_failover_slower_than_rto};
  return rule;
}

}  // namespace cutpoint
