#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/failovers.hpp"
#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

// The least that the strategies take, where the document does not say better: restoring a daily
// backup 15-30 min, starting a pilot light 10-30 min (reference figures of the course text).
constexpr Duration least_restore = Duration::seconds(15 * Duration::minute);
constexpr Duration least_cold_start = Duration::seconds(10 * Duration::minute);
constexpr Duration least_warm_start = Duration::seconds(Duration::minute);

/// The shortest objective that the component is under, with its place.
const Spanned<Duration>* shortest_rto(const LintSubject& subject, ComponentId id,
                                      const std::vector<JourneyId>& journeys) {
  const Spanned<Duration>* shortest = nullptr;
  const auto offer = [&shortest](const Boxed<Objectives>& objectives) {
    if (!objectives || !objectives->rto) return;
    if (shortest == nullptr || objectives->rto->value < shortest->value) {
      shortest = &*objectives->rto;
    }
  };
  if (const ComponentDetails* details = subject.details(id)) offer(details->objectives);
  for (const JourneyId journey : journeys) offer(subject.model.journeys[journey].objectives);
  return shortest;
}

void check_backups(const LintSubject& subject, const JourneysOver& over,
                   std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    const ComponentDetails* details = subject.details(id);
    if (details == nullptr || details->backups.empty() || !keeps_data(subject.model, id)) continue;
    if (details->replication || has_sibling(subject, id) || is_managed(subject, id)) continue;
    // A stated restore time is judged by rto-not-met.
    if (fastest_restore(*details)) continue;
    const auto* rto = shortest_rto(subject, id, over.of(subject.function.component_failed[id]));
    if (rto == nullptr || rto->value >= least_restore) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("restoring a backup of `{}` is too weak for an RTO of {}",
                                   subject.name(id), to_human_text(rto->value)));
    finding.witness.push_back(fmt::format(
        "its backups are its only copies; a restore rarely takes less than {}, and no `restore` "
        "time is stated",
        to_human_text(least_restore)));
    finding.notes.push_back({"the RTO is here", rto->span});
    finding.help =
        "keep a replica running (warm standby), or state the `restore` time you measured";
    findings.push_back(std::move(finding));
  }
}

void check_standbys(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const FailoverSite& site : failover_sites(subject)) {
    const Failover& failover = *site.failover;
    // Stated times are judged by failover-slower-than-rto.
    if (!failover.standby || failover.standby->value != Standby::cold || failover.time) continue;
    if (failover.manual || site.members.empty()) continue;
    const auto* rto = shortest_rto(subject, site.members.front(), site.journeys);
    if (rto == nullptr || rto->value >= least_cold_start) continue;
    RuleFinding finding;
    finding.span = failover.standby->span;
    finding.subject = site.name;
    finding.components = site.members;
    finding.message = fmt::format("a cold standby of `{}` is too weak for an RTO of {}", site.name,
                                  to_human_text(rto->value));
    finding.witness.push_back(fmt::format(
        "starting a cold standby rarely takes less than {}, and no switching time is stated",
        to_human_text(least_cold_start)));
    finding.notes.push_back({"the RTO is here", rto->span});
    finding.help = "keep the standby warm or hot, or state the `time` you measured";
    findings.push_back(std::move(finding));
  }
}

/// The least time that a strategy takes where the document states none.
Duration least_time(DisasterStrategy strategy) {
  switch (strategy) {
    case DisasterStrategy::backup_and_restore:
      return least_restore;
    case DisasterStrategy::pilot_light:
      return least_cold_start;
    case DisasterStrategy::warm_standby:
      return least_warm_start;
    case DisasterStrategy::active_active:
      break;
  }
  return {};
}

SourceSpan group_place(const LintSubject& subject, const std::string& group) {
  for (const RedundancyGroup& candidate : subject.function.groups) {
    if (candidate.name == group) return candidate.span;
  }
  return {};
}

/// Strategies of sites: by their times where these are stated, else by the least that they take.
void check_strategies(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const DisasterRecovery& site : subject.analysis.disasters) {
    const std::string strategy(name_of(site.strategy));
    const auto report = [&](const char* objective, Duration allowed, std::string witness) {
      RuleFinding finding;
      finding.span = group_place(subject, site.name);
      finding.subject = site.name;
      finding.message = fmt::format("the strategy {} of `{}` is too weak for an {} of {}", strategy,
                                    site.name, objective, to_human_text(allowed));
      finding.witness.push_back(std::move(witness));
      finding.help = "choose the next stronger strategy, or measure and state the times it takes";
      findings.push_back(std::move(finding));
    };
    if (site.rto_met() == false) {
      report("RTO", *site.rto_objective,
             fmt::format("noticing, switching{} take {}",
                         site.rto_from.empty() ? "" : " and restoring `" + site.rto_from + "`",
                         to_human_text(*site.rto)));
    } else if (!site.rto && site.rto_objective && *site.rto_objective < least_time(site.strategy)) {
      report("RTO", *site.rto_objective,
             fmt::format("{} rarely takes less than {}, and no `time` is stated", strategy,
                         to_human_text(least_time(site.strategy))));
    }
    if (site.rpo_met() == false) {
      report("RPO", *site.rpo_objective,
             fmt::format("the loss of `{}` loses {} of `{}`", site.primary,
                         site.rpo->is_never() ? "all" : to_human_text(*site.rpo), site.rpo_from));
    }
  }
}

void check_dr_strategy_too_weak(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  check_backups(subject, JourneysOver(subject.function), findings);
  check_standbys(subject, findings);
  check_strategies(subject, findings);
}

}  // namespace

const Rule& dr_strategy_too_weak_rule() {
  static const Rule rule{
      "CP406",
      "dr-strategy-too-weak",
      Severity::warning,
      "a recovery strategy that cannot keep the objective",
      "Reports data whose only copies are backups without a stated `restore` time under an `rto` "
      "below 15 min, and a cold standby without a stated `time` under an `rto` below 10 min. Where "
      "times are stated, `rto-not-met` and `failover-slower-than-rto` judge those instead. A "
      "failover "
      "with a `strategy` is compared with the objectives of the journeys and data that stand on "
      "it: "
      "by its RTO and RPO where they are stated, else by the least time that the strategy takes.",
      "Backup and restore, pilot light, warm standby and active-active each have a range of times "
      "that they can reach; the objective must lie in it.",
      "Choose the next stronger strategy, or measure and state the time that yours takes.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders], objectives: {rto: 4h}}}
components:
  orders: {kind: database, backups: [{every: 24h, offsite: true}]}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders], objectives: {rto: 5m}}}
components:
  orders: {kind: database, backups: [{every: 24h, offsite: true}]}
)",
      check_dr_strategy_too_weak,
      keeps_data};
  return rule;
}

}  // namespace cutpoint
