#include <set>

#include <fmt/format.h>

#include "lint/facts/failovers.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// Components that the document uses in other ways than as a need.
std::set<ComponentId> used_otherwise(const LintSubject& subject) {
  const Model& model = subject.model;
  std::set<ComponentId> used;
  const auto note = [&](const std::string& name) {
    if (const ComponentId id = model.find_component(name); id.valid()) used.insert(id);
  };
  for (const Component& component : model.components) {
    if (!component.details) continue;
    if (component.details->health_check) {
      for (const auto& watcher : component.details->health_check->by) note(watcher.value);
    }
    for (const Backup& backup : component.details->backups) {
      if (backup.to) note(backup.to->value);
    }
    if (const auto& artifact = component.details->artifact) {
      if (artifact->registry) note(artifact->registry->value);
      for (const auto& holder : artifact->copies) note(holder.value);
    }
    if (!component.details->replication) continue;
    for (const auto& target : component.details->replication->to) note(target.value);
  }
  for (const FailoverSite& site : failover_sites(subject)) {
    for (const auto& watcher : site.failover->by) note(watcher.value);
  }
  // What these stand on is used as well, and the network that they speak over.
  IdVector<ComponentId, std::vector<ComponentId>> linked(model.components.size());
  for (const Link& link : model.links) {
    linked[link.from].push_back(link.to);
    if (!link.directed) linked[link.to].push_back(link.from);
  }
  std::vector<ComponentId> queue(used.begin(), used.end());
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const auto add = [&](ComponentId id) {
      if (used.insert(id).second) queue.push_back(id);
    };
    for (const ComponentId host : model.components[queue[head]].used_hosts()) add(host);
    for_each_requirement(model.components[queue[head]].needs, [&](const Requirement& need) {
      if (need.form == Requirement::Form::component) add(need.component);
      for (const ComponentId end : need.ends) add(end);
    });
    for (const ComponentId next : linked[queue[head]]) add(next);
  }
  return used;
}

void check_unreachable_component(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  const Model& model = subject.model;
  const auto otherwise = used_otherwise(subject);
  for (const ComponentId id : subject.analysis.unreachable) {
    // People, clients and pipelines stand beside the journeys by nature.
    if (otherwise.count(id) > 0 || has_kind(model, id, "client") || has_kind(model, id, "person") ||
        has_kind(model, id, "pipeline")) {
      continue;
    }
    RuleFinding finding = subject.at(id, fmt::format("no journey needs `{}`", subject.name(id)));
    finding.witness.push_back(
        "it is reached from no journey over `needs`, `depends_on`, `runs_on` or links, keeps no "
        "backup or replica and watches nothing");
    finding.help = "say what depends on it, or leave it out";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& unreachable_component_rule() {
  static const Rule rule{
      "CP108",
      "unreachable-component",
      Severity::warning,
      "a component that no journey needs",
      "Reports components that no journey reaches over any requirement, soft ones included, "
      "placement or link, that keep no backup or replica, and that watch nothing (`by`). Clients, "
      "people and pipelines are left alone.",
      "Either a dependency is missing, and the figures are too good, or the component is not part "
      "of this system.",
      "Add the missing `depends_on`, or remove the component.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: service, depends_on: [cache]}
  cache: {kind: cache}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: service}
  cache: {kind: cache}
)",
      check_unreachable_component};
  return rule;
}

}  // namespace cutpoint
