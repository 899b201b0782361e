#include <fmt/format.h>

#include "analyzer/analysis/single_points/failure_paths.hpp"
#include "lint/facts/watches.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

std::string steps_of(const LintSubject& subject, const std::vector<ComponentId>& path) {
  return path_of(subject, shortened(path));
}

void add_shared_fate_witness(const LintSubject& subject, const SharedFate& fate,
                             RuleFinding& finding) {
  const BasicEvent& event = subject.function.events[fate.event];
  const Duration down = Availability::from_unavailability(event.probability())
                            .downtime_in(Duration::seconds(Duration::year));
  finding.witness.push_back(
      fmt::format("{} alone fails both, {} a year{}: {} and {}", event.name, to_human_text(down),
                  event.assumed ? " (assumed figures)" : "", steps_of(subject, fate.path_of_lost),
                  steps_of(subject, fate.path_of_blind)));
}

void check_monitoring_shares_fate(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  constexpr std::size_t most = 3;
  const std::vector<Watch> watches = declared_watches(subject);
  if (watches.empty()) return;
  const auto fates = shared_fates(subject, watches, most);
  for (std::size_t i = 0; i < watches.size(); ++i) {
    if (fates[i].empty()) continue;
    const Watch& watch = watches[i];
    const bool one = watch.watchers.size() == 1;
    RuleFinding finding;
    finding.span = watch.span;
    finding.subject = watch.name;
    finding.components = watch.watched;
    finding.journeys = watch.journeys;
    finding.message =
        watch.group.valid()
            ? fmt::format(
                  "what switches ({}) fails with a member of `{}`, so that nothing switches",
                  subject.name(fates[i].front().blind), watch.name)
            : fmt::format("{} `{}` ({}) {} with it, so that nobody notices",
                          one ? "what watches" : "all that watch", watch.name,
                          names_of(subject, watch.watchers), one ? "fails" : "fail");
    for (const SharedFate& fate : fates[i]) add_shared_fate_witness(subject, fate, finding);
    finding.help = watch.group.valid()
                       ? "switch from another place that needs nothing of this one, or let the "
                         "majority of three in three places decide (`quorum: majority`)"
                       : "watch from another place that needs nothing of this one, or add a second "
                         "watcher there (`by: [here, there]`)";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& monitoring_shares_fate_rule() {
  static const Rule rule{
      "CP306",
      "monitoring-shares-fate",
      Severity::warning,
      "what detects a failure fails with it",
      "Reports a health check or failover whose `by` names who notices, where one failure alone "
      "takes every one of these watchers (of a failover, which needs all of them: one) and also "
      "what they watch: the component, one of its "
      "instances, or a member of the failover group. Shared hosts, zones and regions count, and so "
      "do needs of either; that a load balancer, gateway or DNS needs what it watches does not "
      "make "
      "it blind. Nothing is said where `by` is not written, where a watcher outside is "
      "left, or, for a failover, where the same failure takes the whole group.",
      "The failure that matters most is then the one that nobody is told of, and the switch that "
      "should mend it is not made.",
      "Watch from another zone or another provider, and let the watcher need nothing of what it "
      "watches.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: service, runs_on: zone-a, health_check: {probe: http, by: [monitor]}}
  monitor: {kind: service, runs_on: zone-b}
  zone-a: {kind: zone}
  zone-b: {kind: zone}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: service, runs_on: zone-a, health_check: {probe: http, by: [monitor]}}
  monitor: {kind: service, runs_on: zone-a}
  zone-a: {kind: zone}
)",
      check_monitoring_shares_fate};
  return rule;
}

}  // namespace cutpoint
