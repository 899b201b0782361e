#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

RuleFinding lost_quorum_finding(const LintSubject& subject, Placement& placement,
                                const DeclaredGroup& group,
                                const std::vector<ComponentId>& places) {
  RuleFinding finding;
  finding.span = group.span;
  finding.subject = group.name;
  finding.components = group.members;
  finding.message = fmt::format("`{}` does not survive the loss of `{}`", group.name,
                                subject.name(places.front()));
  for (const ComponentId place : places) {
    const std::uint32_t lost = placement.instances_on(group, place);
    finding.witness.push_back(
        fmt::format("{} `{}` holds {} of {}: without it {} of the {} that must work are left",
                    subject.model.kind_of(place).name, subject.name(place), lost, group.total,
                    group.total - lost, group.at_least));
    finding.notes.push_back(
        {fmt::format("`{}` is here", subject.name(place)), subject.model.components[place].span});
  }
  const std::uint32_t spare = group.total - group.at_least;
  finding.help = fmt::format("put at most {} of the {} on one place", spare, group.total);
  return finding;
}

void check_quorum_loses_zone(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  Placement placement(subject.model);
  std::map<GroupId, std::vector<ComponentId>> causes;
  for (const JourneyAnalysis& journey : subject.analysis.journeys) {
    for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
      const BasicEvent& event = subject.function.events[cause.event];
      if (event.kind != EventKind::component || !is_place(subject.model, event.component)) continue;
      auto& places = causes[cause.group];
      if (std::find(places.begin(), places.end(), event.component) == places.end()) {
        places.push_back(event.component);
      }
    }
  }
  for (const DeclaredGroup& group : declared_groups(subject)) {
    const auto found = causes.find(group.id);
    if (found == causes.end() || group.at_least < 2) continue;
    std::vector<ComponentId> places;
    for (const ComponentId place : found->second) {
      const std::uint32_t lost = placement.instances_on(group, place);
      if (lost < group.total && group.total - lost < group.at_least) places.push_back(place);
    }
    if (!places.empty()) findings.push_back(lost_quorum_finding(subject, placement, group, places));
  }
}

}  // namespace

const Rule& quorum_loses_zone_rule() {
  static const Rule rule{
      "CP106",
      "quorum-loses-zone",
      Severity::warning,
      "a quorum of which one place holds too many members",
      "Reports a pool or group with `at_least` of two or more that is spread over several places, "
      "where the loss of one place leaves fewer members than must work.",
      "The members look spread, but one zone, rack or host still stops all of them.",
      "Spread the members evenly: three over three zones, five over three zones as 2, 2 and 1.",
      R"(cutpoint: 1
journeys: {write: {needs: [{at_least: 2, of: [log-1, log-2, log-3]}]}}
components:
  log-1: {kind: queue, runs_on: zone-a}
  log-2: {kind: queue, runs_on: zone-b}
  log-3: {kind: queue, runs_on: zone-c}
  zone-a: {kind: zone}
  zone-b: {kind: zone}
  zone-c: {kind: zone}
)",
      R"(cutpoint: 1
journeys: {write: {needs: [{at_least: 2, of: [log-1, log-2, log-3]}]}}
components:
  log-1: {kind: queue, runs_on: zone-a}
  log-2: {kind: queue, runs_on: zone-b}
  log-3: {kind: queue, runs_on: zone-b}
  zone-a: {kind: zone}
  zone-b: {kind: zone}
)",
      check_quorum_loses_zone,
      is_place};
  return rule;
}

}  // namespace cutpoint
