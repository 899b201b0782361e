#include <fmt/format.h>

#include "rules/recovery.hpp"
#include "rules/roles.hpp"
#include "rules/witness.hpp"

namespace cutpoint {

namespace {

/// The mean repair time, where somebody stated it and nothing takes over meanwhile.
std::optional<Duration> stated_repair(const LintSubject& subject, ComponentId id) {
  const auto& figures = subject.model.components[id].figures;
  if (!figures || figures->mttr_assumed || has_sibling(subject, id)) return std::nullopt;
  const ComponentDetails* details = subject.details(id);
  if (details != nullptr && (details->failover || details->restart)) return std::nullopt;
  return figures->mttr;
}

void check_component(const LintSubject& subject, ComponentId id,
                     std::vector<RuleFinding>& findings) {
  const ComponentDetails* details = subject.details(id);
  if (details == nullptr || !details->objectives || !details->objectives->rto) return;
  const auto& rto = *details->objectives->rto;
  RuleFinding finding = subject.at(id, fmt::format("`{}` is not back within its RTO of {}",
                                                   subject.name(id), to_human_text(rto.value)));
  const auto repair = stated_repair(subject, id);
  if (repair && *repair > rto.value) {
    finding.witness.push_back(fmt::format("its repair takes {} in the mean, and nothing takes over",
                                          to_human_text(*repair)));
  }
  const auto restore = fastest_restore(*details);
  if (restore && *restore > rto.value && !details->replication && !has_sibling(subject, id)) {
    finding.witness.push_back(fmt::format("after a loss of its data the fastest restore takes {}",
                                          to_human_text(*restore)));
  }
  if (finding.witness.empty()) return;
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
  std::size_t slow = 0;
  for (const SinglePoint& point : analysis.single_points) {
    const BasicEvent& event = subject.function.events[point.event];
    if (event.kind != EventKind::component || point.classification == SinglePointClass::accepted) {
      continue;
    }
    const auto repair = stated_repair(subject, event.component);
    if (!repair || *repair <= rto.value) continue;
    if (++slow > most) continue;
    witness.push_back(fmt::format("{} is repaired in {} in the mean: {}",
                                  subject.name(event.component), to_human_text(*repair),
                                  path_of(subject, analysis.journey, point.path)));
  }
  if (slow == 0) return;
  if (slow > most) witness.push_back(fmt::format("and {} more", slow - most));
  RuleFinding finding = subject.at(
      analysis.journey,
      fmt::format("`{}` is not back within its RTO of {}", journey.name, to_human_text(rto.value)));
  finding.span = rto.span;
  finding.witness = std::move(witness);
  finding.help = "put something beside these that takes over, or raise the RTO";
  findings.push_back(std::move(finding));
}

void check(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) check_component(subject, id, findings);
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
      "Compares `rto` with the stated mean repair time of the component, where nothing takes over, "
      "and with the restore time of its backups, where it has no replica. A journey's `rto` is "
      "compared with the stated repair times of its single points of failure. Assumed repair "
      "times, restarts and failovers are left to other rules.",
      "The objective is missed by an ordinary failure, not only by a disaster.",
      "Let something take over, repair or restore faster, or change the objective.",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, mtbf: 1y, mttr: 20m, objectives: {rto: 30m}}
)",
      R"(cutpoint: 1
journeys: {save: {needs: [orders]}}
components:
  orders: {kind: database, mtbf: 1y, mttr: 4h, objectives: {rto: 30m}}
)",
      check};
  return rule;
}

}  // namespace cutpoint
