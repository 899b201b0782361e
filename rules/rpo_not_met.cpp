#include <fmt/format.h>

#include "rules/failovers.hpp"
#include "rules/recovery.hpp"
#include "rules/roles.hpp"

namespace cutpoint {

namespace {

void compare(const LintSubject& subject, ComponentId id, const Spanned<Duration>& rpo,
             const std::string& whose, std::vector<RuleFinding>& findings) {
  const auto loss = data_loss(subject, id);
  if (!loss || loss->stretch <= rpo.value) return;
  RuleFinding finding = subject.at(
      id, loss->stretch.is_never()
              ? fmt::format("the loss of `{}` loses everything, the RPO{} is {}", subject.name(id),
                            whose, to_human_text(rpo.value))
              : fmt::format("the loss of `{}` loses up to {}, the RPO{} is {}", subject.name(id),
                            to_human_text(loss->stretch), whose, to_human_text(rpo.value)));
  finding.subject += whose;
  finding.witness.push_back(loss->witness);
  finding.notes.push_back({"the RPO is here", rpo.span});
  finding.help = "back up more often, or replicate";
  findings.push_back(std::move(finding));
}

void check(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  std::optional<JourneysOver> over;
  bool journeys_ask = false;
  for (const Journey& journey : subject.model.journeys) {
    journeys_ask = journeys_ask || (journey.objectives && journey.objectives->rpo);
  }
  if (journeys_ask) over.emplace(subject.function);
  for (const ComponentId id : subject.components()) {
    const ComponentDetails* details = subject.details(id);
    if (details != nullptr && details->objectives && details->objectives->rpo) {
      compare(subject, id, *details->objectives->rpo, "", findings);
      continue;
    }
    if (!over || !keeps_records(subject.model, id)) continue;
    for (const JourneyId journey : over->of(subject.function.component_failed[id])) {
      const auto& objectives = subject.model.journeys[journey].objectives;
      if (!objectives || !objectives->rpo) continue;
      compare(subject, id, *objectives->rpo,
              fmt::format(" of `{}`", subject.model.journeys[journey].name), findings);
    }
  }
}

}  // namespace

const Rule& rpo_not_met_rule() {
  static const Rule rule{
      "CP404",
      "rpo-not-met",
      Severity::error,
      "data that may be lost for longer than the recovery point objective allows",
      "Compares `rpo` with what the loss of the component loses: nothing with a synchronous "
      "replica, the `lag` of an asynchronous one, the time between `backups`, everything where "
      "there is no copy. A journey's `rpo` holds for the databases and registries that it needs. "
      "Pools, members of groups and managed services are left alone, as their copies are not "
      "written down.",
      "The promise is broken by the first loss of a disk.",
      "Back up more often or replicate; or change the objective.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, objectives: {rpo: 1h}, backups: [{every: 30m, restore: 20m}]}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, objectives: {rpo: 1h}, backups: [{every: 24h, restore: 20m}]}
)",
      check};
  return rule;
}

}  // namespace cutpoint
