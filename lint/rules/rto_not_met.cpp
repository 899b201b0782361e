#include <set>

#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// The mean repair time of a single point, where somebody stated it and nothing is said to be
/// quicker. Others beside it change nothing: the journey is down without it.
std::optional<Duration> stated_repair(const LintSubject& subject, ComponentId id) {
  const auto& figures = subject.model.components[id].figures;
  if (!figures || figures->mttr_assumed) return std::nullopt;
  const ComponentDetails* details = subject.details(id);
  if (details != nullptr && (details->failover || details->restart)) return std::nullopt;
  return figures->mttr;
}

void check_component(const LintSubject& subject, const DataRecovery& data,
                     std::vector<RuleFinding>& findings) {
  std::vector<std::string> witness;
  for (const ScopeRecovery& row : data.scopes) {
    if (row.rto_met != false) continue;
    witness.push_back(fmt::format("{}: {}", loss_text(subject, data, row), time_back_text(row)));
  }
  if (witness.empty()) return;
  const auto& rto = *subject.details(data.component)->objectives->rto;
  RuleFinding finding = subject.at(
      data.component, fmt::format("`{}` is not back within its RTO of {}",
                                  subject.name(data.component), to_human_text(rto.value)));
  finding.witness = std::move(witness);
  finding.notes.push_back({"the RTO is here", rto.span});
  finding.help = "add a standby with automatic failover, restore faster, or raise the RTO";
  findings.push_back(std::move(finding));
}

void check_journey(const LintSubject& subject, const JourneyAnalysis& analysis,
                   std::vector<RuleFinding>& findings) {
  constexpr std::size_t most = 3;
  const Journey& journey = subject.model.journeys[analysis.journey];
  if (!journey.objectives || !journey.objectives->rto) return;
  const auto& rto = *journey.objectives->rto;
  std::vector<std::string> witness;
  std::set<ComponentId> slow;  // each instance of a pool may be a single point
  for (const SinglePoint& point : analysis.single_points) {
    const BasicEvent& event = subject.function.events[point.event];
    if (event.kind != EventKind::component || point.classification == SinglePointClass::accepted) {
      continue;
    }
    const auto repair = stated_repair(subject, event.component);
    if (!repair || *repair <= rto.value) continue;
    if (!slow.insert(event.component).second || slow.size() > most) continue;
    witness.push_back(fmt::format("{} is repaired in {} in the mean: {}",
                                  subject.name(event.component), to_human_text(*repair),
                                  path_of(subject, analysis.journey, point.path)));
  }
  if (slow.empty()) return;
  if (slow.size() > most) witness.push_back(fmt::format("and {} more", slow.size() - most));
  RuleFinding finding = subject.at(
      analysis.journey,
      fmt::format("`{}` is not back within its RTO of {}", journey.name, to_human_text(rto.value)));
  finding.span = rto.span;
  finding.witness = std::move(witness);
  finding.help = "put something beside these that takes over, or raise the RTO";
  findings.push_back(std::move(finding));
}

void check_rto_not_met(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const DataRecovery& data : subject.analysis.recovery) {
    check_component(subject, data, findings);
  }
  for (const JourneyAnalysis& analysis : subject.analysis.journeys) {
    check_journey(subject, analysis, findings);
  }
}

}  // namespace

const Rule& rto_not_met_rule() {
  static const Rule rule{
      "CP405",
      "rto-not-met",
      Severity::error,
      "an outage that lasts longer than the recovery time objective",
      "Compares `rto` with the time that `analyze` says it takes to be back after a failure of the "
      "component's own, the loss of its host, zone or region, and deletion or corruption: a "
      "replica's switch, the restore of a backup after the repair, the repair alone where nothing "
      "is kept, never where no copy survives. A journey's `rto` is compared with the stated repair "
      "times of its single points of failure. Assumed repair times say nothing; restarts and "
      "failovers of journeys are left to other rules.",
      "The objective is missed by an ordinary failure, not only by a disaster.",
      "Let something take over, repair or restore faster, or change the objective.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders:
    {kind: database, mtbf: 1y, mttr: 20m, objectives: {rto: 30m}, backups: [{every: 1h, restore: 5m, offsite: true}]}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders:
    {kind: database, mtbf: 1y, mttr: 4h, objectives: {rto: 30m}, backups: [{every: 1h, restore: 5m, offsite: true}]}
)",
      check_rto_not_met,
      keeps_data};
  return rule;
}

}  // namespace cutpoint
