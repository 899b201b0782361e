#include <fmt/format.h>

#include "lint/facts/roles.hpp"
#include "lint/subject.hpp"

namespace cutpoint {

namespace {

/// What runs before it can answer.
bool answers_with_models(const Kind& kind) {
  return is_any_of(kind, {"model_server"});
}

std::string_view probe_text(HealthProbe probe) {
  switch (probe) {
    case HealthProbe::process:
      return "the process runs";
    case HealthProbe::port:
      return "the port is open";
    case HealthProbe::http:
      return "an HTTP address answers";
    case HealthProbe::inference:
      return "the model answers";
  }
  return "";
}

void check_shallow_health_check(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    if (!answers_with_models(subject.model.kind_of(id)) || !subject.used(id)) continue;
    const ComponentDetails* details = subject.details(id);
    if (details == nullptr || !details->health_check || !details->health_check->probe) continue;
    const auto& probe = *details->health_check->probe;
    if (probe.value == HealthProbe::inference) continue;
    RuleFinding finding = subject.at(
        id, fmt::format("the health check of `{}` does not ask the model", subject.name(id)));
    finding.span = probe.span;
    if (probe.value == HealthProbe::http) finding.severity = Severity::info;
    finding.witness.push_back(fmt::format(
        "it sees whether {}, not whether the model does: a server with a stuck accelerator can "
        "pass",
        probe_text(probe.value)));
    finding.help = "probe with a small request: `probe: inference`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& shallow_health_check_rule() {
  static const Rule rule{
      "CP303",
      "shallow-health-check",
      Severity::warning,
      "a model server whose health check does not ask the model",
      "Reports `probe: process` and `probe: port` on model servers, and `probe: http` as a note.",
      "The process is up long before the weights are loaded, and stays up when the accelerator "
      "hangs: requests are sent to a server that cannot answer them.",
      "Let the probe run a small inference, and give it a `start_period` as long as loading takes.",
      R"(cutpoint: 1
journeys: {ask: {needs: [llm]}}
components:
  llm: {kind: model_server, health_check: {probe: inference, interval: 10s}}
)",
      R"(cutpoint: 1
journeys: {ask: {needs: [llm]}}
components:
  llm: {kind: model_server, health_check: {probe: port, interval: 10s}}
)",
      check_shallow_health_check,
      answers_with_models};
  return rule;
}

}  // namespace cutpoint
