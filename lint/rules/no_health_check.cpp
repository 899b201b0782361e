#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/failovers.hpp"
#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

/// What can run and not answer.
bool is_checked(const Kind& kind) {
  return is_any_of(kind, {"model_server", "container", "pod", "service"});
}

bool has_health_check(const LintSubject& subject, ComponentId id) {
  const ComponentDetails* details = subject.details(id);
  return details != nullptr && details->health_check;
}

/// Groups of which the failover says how or by whom a failed member is noticed.
std::set<GroupId> watched_groups(const LintSubject& subject) {
  std::set<GroupId> watched;
  for (const FailoverSite& site : failover_sites(subject)) {
    if (site.failover->detection || !site.failover->by.empty()) watched.insert(site.group);
  }
  return watched;
}

void check_no_health_check(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  const std::set<GroupId> watched = watched_groups(subject);
  for (const ComponentId id : subject.components()) {
    if (!subject.used(id) || has_health_check(subject, id) || is_managed(subject, id)) continue;
    const bool is_model_server = has_kind(subject.model, id, "model_server");
    const bool is_redundant = !subject.groups_of(id).empty();
    if (!is_checked(subject.model.kind_of(id)) || !(is_model_server || is_redundant)) continue;
    const auto& groups = subject.groups_of(id);
    const bool is_watched = std::all_of(groups.begin(), groups.end(),
                                        [&](GroupId group) { return watched.contains(group); });
    if (is_redundant && is_watched) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("`{}` declares no health check", subject.name(id)));
    if (is_redundant) {
      const RedundancyGroup& group = subject.function.groups[subject.groups_of(id).front()];
      const bool is_pool = group.owner == id;
      finding.witness.push_back(
          is_pool ? fmt::format("it has {} instances, which help once a failed one is noticed",
                                subject.model.components[id].replicas)
                  : fmt::format("it is part of the redundancy `{}`, which helps once a failed "
                                "member is noticed",
                                group.name));
      if (!is_pool) finding.notes.push_back({"the redundancy is declared here", group.span});
    }
    if (is_model_server) {
      finding.severity = Severity::warning;
      finding.witness.push_back(
          "a model server can be up for minutes without its model: loading, out of memory");
    }
    finding.help = is_model_server
                       ? "such as `health_check: {probe: inference, interval: 10s, timeout: 5s}`"
                       : "such as `health_check: {probe: http, interval: 10s, timeout: 2s}`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& no_health_check_rule() {
  static const Rule rule{
      "CP302",
      "no-health-check",
      Severity::info,
      "a model server, or a redundant instance, whose failure nothing notices",
      "Reports model servers without `health_check` (a warning), and containers, pods and services "
      "in a pool or group without one (a note). Nothing is said where the `failover` of every such "
      "group says how long its `detection` takes, or `by` whom a failure is noticed, and of "
      "managed "
      "services (with a `profile`).",
      "Redundancy begins to help when the failed instance is taken out. Without a check, requests "
      "go on being sent to it.",
      "Declare the check that is there, or add one that asks for what users ask for.",
      R"(cutpoint: 1
journeys: {ask: {needs: [llm]}}
components:
  llm: {kind: model_server, health_check: {probe: inference, interval: 10s, timeout: 5s}}
)",
      R"(cutpoint: 1
journeys: {ask: {needs: [llm]}}
components:
  llm: {kind: model_server}
)",
      check_no_health_check,
      is_checked};
  return rule;
}

}  // namespace cutpoint
