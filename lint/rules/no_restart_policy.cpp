#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// What nothing starts again unless somebody says so.
bool is_startable(const Kind& kind) {
  return is_any_of(kind, {"container", "model_server", "service"});
}

void check_no_restart_policy(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    // Where nothing depends on this one alone, a restart is a matter of taste.
    if (!is_startable(subject.model.kind_of(id)) || subject.stops(id).empty() ||
        is_managed(subject, id))
      continue;
    const ComponentDetails* details = subject.details(id);
    const Restart* restart = details != nullptr && details->restart ? &*details->restart : nullptr;
    const bool never =
        restart != nullptr && restart->policy && restart->policy->value == RestartPolicy::never;
    if (restart != nullptr && !never) continue;
    RuleFinding finding = subject.at(
        id, never ? fmt::format("`{}` is never started again after a crash", subject.name(id))
                  : fmt::format("`{}` declares no restart", subject.name(id)));
    if (never) {
      finding.span = restart->policy->span;
      finding.severity = Severity::warning;
    }
    add_paths(subject, id, finding);
    const auto& figures = subject.model.components[id].figures;
    if (figures) {
      finding.witness.push_back(fmt::format("each failure lasts {}{}", to_human_text(figures->mttr),
                                            figures->mttr_assumed ? " (assumed)" : ""));
    }
    finding.help = "such as `restart: {policy: unless-stopped, time: 20s, cures: 95%}`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& no_restart_policy_rule() {
  static const Rule rule{
      "CP301",
      "no-restart-policy",
      Severity::info,
      "a process that a journey stands on and that nothing starts again",
      "Reports containers, services and model servers whose failure alone stops a journey and that "
      "declare no `restart`; a warning where the policy is `no` or `never`. Pods, functions and "
      "managed services (with a `profile`) are restarted by their platform.",
      "Most crashes are over after a restart: seconds instead of the time until somebody comes.",
      "Set a restart policy, and say in `restart` how long it takes and what share of failures it "
      "ends.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: container, restart: {policy: always, time: 10s, cures: 95%}}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: container}
)",
      check_no_restart_policy,
      is_startable};
  return rule;
}

}  // namespace cutpoint
