#include <fmt/format.h>

#include "lint/facts/failovers.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

namespace {

void check_manual_failover(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const FailoverSite& site : failover_sites(subject)) {
    const Failover& failover = *site.failover;
    if (!failover.automatic || failover.automatic->value || !failover.manual) continue;
    const auto time = switch_time(failover);
    for (const JourneyId journey : site.journeys) {
      const auto target = target_of(subject.model.journeys[journey]);
      if (!target || !time || *time <= target->budget()) continue;
      const std::string& name = subject.model.journeys[journey].name;
      RuleFinding finding = subject.at(
          journey, fmt::format("one failover of `{}` by hand spends the whole error budget of `{}`",
                               site.name, name));
      finding.subject = site.name + " for " + name;
      finding.span = failover.automatic->span;
      finding.components = site.members;
      finding.witness.push_back(switch_text(failover));
      finding.witness.push_back(
          fmt::format("{} of downtime are allowed in {} ({})", to_human_text(target->budget()),
                      to_human_text(target->period), stated_text(target->availability)));
      finding.notes.push_back({"the target is here", target->span});
      finding.help = "make the failover automatic, or lower the target";
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace

const Rule& manual_failover_rule() {
  static const Rule rule{
      "CP304",
      "manual-failover",
      Severity::warning,
      "a failover by hand that spends the whole error budget",
      "Reports a `failover` with `automatic: false` whose detection and `manual` time together are "
      "longer than the downtime that the SLO or SLA of a journey above it allows in its period.",
      "A single failure of the kind that the redundancy was built for breaks the target.",
      "Automate the switch.",
      R"(cutpoint: 1
journeys:
  save:
    needs: [{any_of: [db-1, db-2], failover: {automatic: false, detection: 1m, manual: 10m}}]
    slo: {availability: 99.9%, period: 30d}
components:
  db-1: {kind: database}
  db-2: {kind: database}
)",
      R"(cutpoint: 1
journeys:
  save:
    needs: [{any_of: [db-1, db-2], failover: {automatic: false, detection: 5m, manual: 1h}}]
    slo: {availability: 99.9%, period: 30d}
components:
  db-1: {kind: database}
  db-2: {kind: database}
)",
      check_manual_failover};
  return rule;
}

}  // namespace cutpoint
