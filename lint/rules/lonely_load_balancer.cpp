#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// What is there to choose.
bool balances(const Kind& kind) {
  return is_any_of(kind, {"load_balancer"});
}

/// The single instance that it spreads requests over; invalid where there are more, or none.
ComponentId only_backend(const LintSubject& subject, ComponentId balancer) {
  ComponentId only;
  bool several = false;
  for_each_requirement(subject.model.components[balancer].needs, [&](const Requirement& need) {
    // What a soft need leads to may be a backend or not.
    if (need.form == Requirement::Form::connected || need.soft) several = true;
    if (need.form != Requirement::Form::component) return;
    const ComponentId id = need.component;
    const Model& model = subject.model;
    // What it needs for itself is no backend.
    if (has_kind(model, id, "secret") || has_kind(model, id, "certificate") ||
        has_kind(model, id, "network") || has_kind(model, id, "link") ||
        has_kind(model, id, "power") || has_kind(model, id, "dns")) {
      return;
    }
    several = several || (only.valid() && only != id);
    only = id;
  });
  if (several || !only.valid() || !serves_requests(subject.model, only)) return {};
  // Figures of the catalogue do not make a machine a managed service.
  const bool is_machine =
      has_kind(subject.model, only, "vm") || has_kind(subject.model, only, "host");
  if (!is_machine && is_managed(subject, only)) return {};
  const Component& backend = subject.model.components[only];
  return backend.is_pool() || !subject.model.components[balancer].dependencies_known ? ComponentId()
                                                                                     : only;
}

void check_lonely_load_balancer(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    if (!balances(subject.model.kind_of(id)) || !subject.used(id)) continue;
    const ComponentId backend = only_backend(subject, id);
    if (!backend.valid()) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("`{}` has one instance to send requests to", subject.name(id)));
    finding.witness.push_back(
        fmt::format("its only backend is `{}` with one instance", subject.name(backend)));
    finding.notes.push_back({"the backend is here", subject.model.components[backend].span});
    finding.help = fmt::format("give `{}` a second instance (`replicas: 2`) in another place",
                               subject.name(backend));
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& lonely_load_balancer_rule() {
  static const Rule rule{
      "CP107",
      "lonely-load-balancer",
      Severity::info,
      "a load balancer with a single instance behind it",
      "Reports a `load_balancer` whose only backend is one VM, host, container, pod, service or "
      "model server with one instance. A balancer that leads to several different things, to a "
      "pool or to a managed service is left alone. It is a note: a proxy may have other reasons to "
      "be "
      "there.",
      "It adds a part that can fail and cannot help when the instance does.",
      "Add instances behind it, or leave it out.",
      R"(cutpoint: 1
journeys: {shop: {needs: [balancer]}}
components:
  balancer: {kind: load_balancer, depends_on: [web]}
  web: {kind: vm, replicas: 2}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [balancer]}}
components:
  balancer: {kind: load_balancer, depends_on: [web]}
  web: {kind: vm}
)",
      check_lonely_load_balancer,
      balances};
  return rule;
}

}  // namespace cutpoint
