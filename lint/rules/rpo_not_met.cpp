#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

const Spanned<Duration>& objective_of(const LintSubject& subject, const DataRecovery& data) {
  return data.rpo_of.valid() ? *subject.model.journeys[data.rpo_of].objectives->rpo
                             : *subject.details(data.component)->objectives->rpo;
}

void check_rpo_not_met(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const DataRecovery& data : subject.analysis.recovery) {
    std::vector<std::string> witness;
    Duration worst;
    for (const ScopeRecovery& row : data.scopes) {
      if (row.rpo_met != false) continue;
      worst = std::max(worst, *row.rpo);
      witness.push_back(fmt::format("{}: {}", loss_text(subject, data, row), data_lost_text(row)));
    }
    if (witness.empty()) continue;
    const auto& objective = objective_of(subject, data);
    const std::string whose =
        data.rpo_of.valid() ? fmt::format(" of `{}`", subject.model.journeys[data.rpo_of].name)
                            : "";
    RuleFinding finding =
        subject.at(data.component,
                   fmt::format("`{}` may lose {}, the RPO{} is {}", subject.name(data.component),
                               worst.is_never() ? "everything" : "up to " + to_human_text(worst),
                               whose, to_human_text(objective.value)));
    finding.subject += whose;
    finding.witness = std::move(witness);
    finding.notes.push_back({"the RPO is here", objective.span});
    finding.help = "back up more often and elsewhere, or replicate";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& rpo_not_met_rule() {
  static const Rule rule{
      "CP404",
      "rpo-not-met",
      Severity::error,
      "a loss of more data than the recovery point objective allows",
      "Compares `rpo` with what `analyze` says is lost with the process, the host, the zone, the "
      "region, and by deletion or corruption: nothing with a synchronous replica elsewhere, the "
      "`lag` of an asynchronous one, the time between `backups` that survive, everything where no "
      "copy does. Replicas do not help against deletion. A journey's `rpo` holds for the databases "
      "and registries that it needs. What is not written (where a backup lies, the copies of "
      "managed services and of members of a redundancy) is not taken for lost.",
      "The promise is broken by the first lost disk or wrong deletion.",
      "Back up more often or replicate; or change the objective.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, objectives: {rpo: 1h}, backups: [{every: 30m, restore: 20m, offsite: true}]}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, objectives: {rpo: 1h}, backups: [{every: 24h, restore: 20m, offsite: true}]}
)",
      check_rpo_not_met,
      keeps_data};
  return rule;
}

}  // namespace cutpoint
