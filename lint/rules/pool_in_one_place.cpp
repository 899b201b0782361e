#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/shared_ground.hpp"

namespace cutpoint {

namespace {

/// Does hidden-common-cause name the place already?
bool is_named(const LintSubject& subject, const std::vector<EventId>& causes, ComponentId place) {
  return std::any_of(causes.begin(), causes.end(), [&](EventId event) {
    const BasicEvent& basic = subject.function.events[event];
    return basic.kind == EventKind::component && basic.component == place;
  });
}

RuleFinding lost_pool_finding(const LintSubject& subject, const DeclaredGroup& pool,
                              const DomainLoss& loss) {
  const std::string& place = subject.name(loss.place);
  RuleFinding finding = subject.at(
      pool.owner, fmt::format("`{}` does not survive the loss of `{}`", pool.name, place));
  finding.witness.push_back(
      fmt::format("{} `{}` holds {} of {}: without it {} of the {} that must work are left",
                  subject.model.kind_of(loss.place).name, place, loss.lost, pool.total,
                  pool.total - loss.lost, pool.at_least));
  finding.notes.push_back(
      {fmt::format("`{}` is here", place), subject.model.components[loss.place].span});
  finding.help = fmt::format("put at most {} of the {} on one {}", pool.total - pool.at_least,
                             pool.total, subject.model.kind_of(loss.place).name);
  return finding;
}

void check_pool_in_one_place(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  const auto causes = nearest_causes(subject);
  std::map<ComponentId, const DomainLosses*> losses;
  for (const DomainLosses& row : subject.analysis.domains) losses.emplace(row.component, &row);
  for (const DeclaredGroup& pool : declared_groups(subject)) {
    const auto row = pool.is_pool() ? losses.find(pool.owner) : losses.end();
    if (row == losses.end()) continue;
    const auto named = causes.find(pool.id);
    // The smallest place is told: what holds it holds as many.
    for (const DomainLoss* loss :
         {&row->second->node, row->second->zone ? &*row->second->zone : nullptr}) {
      if (loss == nullptr || pool.total - loss->lost >= pool.at_least) continue;
      // Of a quorum that is spread quorum-loses-zone tells what one place takes.
      const bool is_told = (pool.at_least > 1 && loss->lost < pool.total) ||
                           (named != causes.end() && is_named(subject, named->second, loss->place));
      if (!is_told) findings.push_back(lost_pool_finding(subject, pool, *loss));
      break;
    }
  }
}

}  // namespace

const Rule& pool_in_one_place_rule() {
  static const Rule rule{
      "CP110",
      "pool-in-one-place",
      Severity::warning,
      "a pool that one node or zone takes down",
      "Reports a pool with spare instances of which one node, or one zone, holds so many that "
      "fewer than must work are left without it. It speaks where `hidden-common-cause` does not "
      "name that place, as a nearer one that the pool needs hides it, and leaves quorums that are "
      "spread to `quorum-loses-zone`. `cutpoint analyze --section domains` shows the same for "
      "every component.",
      "The pool outlives an instance and not the machine or the zone under it.",
      "Spread the instances: in Kubernetes required anti-affinity, or a topology spread constraint "
      "with `minDomains` and `DoNotSchedule`, elsewhere more places in `runs_on`.",
      R"(cutpoint: 1
journeys: {shop: {needs: [api]}}
components:
  api: {kind: service, replicas: 2, runs_on: [vm-1, vm-2], depends_on: [db]}
  db: {kind: database, runs_on: vm-1}
  vm-1: {kind: vm, runs_on: zone-a}
  vm-2: {kind: vm, runs_on: zone-b}
  zone-a: {kind: zone}
  zone-b: {kind: zone}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [api]}}
components:
  api: {kind: service, replicas: 2, runs_on: [vm-1, vm-2], depends_on: [db]}
  db: {kind: database, runs_on: vm-1}
  vm-1: {kind: vm, runs_on: zone-a}
  vm-2: {kind: vm, runs_on: zone-a}
  zone-a: {kind: zone}
)",
      check_pool_in_one_place,
      is_place};
  return rule;
}

}  // namespace cutpoint
