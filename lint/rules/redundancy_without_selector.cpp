#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

/// What no platform finds by itself.
bool needs_to_be_found(const Kind& kind) {
  return is_any_of(kind, {"vm", "container", "model_server"});
}

/// Does the journey pass anything that chooses among several, other than below the group itself?
bool has_selector(const LintSubject& subject, JourneyId journey, const DeclaredGroup& group) {
  std::vector<ComponentId> queue;
  std::vector<bool> seen(subject.model.components.size(), false);
  for (const ComponentId member : group.members) seen[member.index()] = true;
  const auto add = [&](const std::vector<Requirement>& needs) {
    for_each_requirement(needs, [&](const Requirement& need) {
      if (need.form != Requirement::Form::component || seen[need.component.index()]) return;
      seen[need.component.index()] = true;
      queue.push_back(need.component);
    });
  };
  add(subject.model.journeys[journey].needs);
  for (std::size_t head = 0; head < queue.size(); ++head) {
    if (directs_traffic(subject.model, queue[head])) return true;
    add(subject.model.components[queue[head]].needs);
  }
  return false;
}

/// Does the list ask for the component itself, alone or together with others?
bool asks_for(const std::vector<Requirement>& needs, ComponentId id) {
  return std::any_of(needs.begin(), needs.end(), [id](const Requirement& need) {
    if (need.soft) return false;
    if (need.form == Requirement::Form::component) return need.component == id;
    const bool all = need.form == Requirement::Form::at_least && !need.members.empty() &&
                     need.at_least == need.members.size();
    return all && asks_for(need.members, id);  // nesting is limited by the reader
  });
}

/// Machines that others run on are not asked themselves.
std::vector<bool> hosts_in(const Model& model) {
  std::vector<bool> hosts(model.components.size(), false);
  for (const Component& component : model.components) {
    for (const ComponentId host : component.used_hosts()) hosts[host.index()] = true;
  }
  return hosts;
}

/// Virtual machines and containers do not find each other by themselves; pods, functions and
/// managed services do.
bool needs_selector(const LintSubject& subject, const DeclaredGroup& group,
                    const std::vector<bool>& is_host) {
  const Model& model = subject.model;
  const bool own_failover = group.requirement != nullptr && group.requirement->failover.has_value();
  if (own_failover) return false;
  return std::all_of(group.members.begin(), group.members.end(), [&](ComponentId id) {
    const ComponentDetails* details = subject.details(id);
    if (details != nullptr && details->failover) return false;
    return needs_to_be_found(model.kind_of(id)) &&
           !(has_kind(model, id, "vm") && is_host[id.index()]);
  });
}

void check_redundancy_without_selector(const LintSubject& subject,
                                       std::vector<RuleFinding>& findings) {
  const auto groups = declared_groups(subject);
  const auto is_host = hosts_in(subject.model);
  for (std::size_t i = 0; i < subject.model.journeys.size(); ++i) {
    const JourneyId journey(i);
    const auto& needs = subject.model.journeys[journey].needs;
    for (const DeclaredGroup& group : groups) {
      // Needed by the journey itself: a user cannot choose among instances.
      const bool direct = group.is_pool() ? asks_for(needs, group.owner)
                                          : group.journey == journey && !group.requirement->soft;
      if (!direct || !needs_selector(subject, group, is_host)) continue;
      if (has_selector(subject, journey, group)) continue;
      RuleFinding finding;
      finding.span = group.span;
      finding.subject = subject.model.journeys[journey].name + ": " + group.name;
      finding.message =
          fmt::format("nothing chooses among the {} instances of `{}`", group.total, group.name);
      finding.components = group.members;
      finding.journeys = {journey};
      finding.witness.push_back(fmt::format(
          "journey `{}` needs `{}` directly; no load balancer, gateway or DNS is on its way, and "
          "no `failover` is declared",
          subject.model.journeys[journey].name, group.name));
      finding.help =
          "declare what directs requests to a working instance: a load_balancer or dns component "
          "in front, or `failover`";
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace

const Rule& redundancy_without_selector_rule() {
  static const Rule rule{
      "CP104",
      "redundancy-without-selector",
      Severity::warning,
      "redundant instances with nothing that sends requests to a working one",
      "Reports pools and groups of VMs, containers and model servers that a journey needs "
      "directly, where no load balancer, gateway, DNS or CDN is anywhere on the journey's way to "
      "or beside them and the group declares no `failover`. Machines that others run on, pods, "
      "functions and managed "
      "services are found by their "
      "platform and are left alone.",
      "A second instance that nobody is sent to is a spare part, not redundancy; and the part that "
      "chooses is missing from the figures.",
      "Declare the load balancer, DNS name or failover that is there, or add one.",
      R"(cutpoint: 1
journeys: {shop: {needs: [load-balancer]}}
components:
  load-balancer: {kind: load_balancer, depends_on: [web]}
  web: {kind: container, replicas: 2}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: container, replicas: 2}
)",
      check_redundancy_without_selector,
      needs_to_be_found};
  return rule;
}

}  // namespace cutpoint
