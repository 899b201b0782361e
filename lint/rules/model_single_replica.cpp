#include <fmt/format.h>

#include "lint/facts/data_recovery.hpp"
#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// Whose restart takes long.
bool serves_models(const Kind& kind) {
  return is_any_of(kind, {"model_server"});
}

void check_model_single_replica(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const ComponentId id : subject.components()) {
    const Component& component = subject.model.components[id];
    if (!serves_models(subject.model.kind_of(id)) || component.is_pool()) continue;
    if (subject.stops(id).empty() || is_managed(subject, id)) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("`{}` serves a model with a single instance", subject.name(id)));
    for (const auto& stop : subject.stops(id)) finding.journeys.push_back(stop.journey);
    add_paths(subject, id, finding);
    const ComponentDetails* details = subject.details(id);
    if (details != nullptr && details->restart && details->restart->time) {
      finding.witness.push_back(
          fmt::format("every restart, and every new version, takes {} without service",
                      to_human_text(details->restart->time->value)));
    } else {
      finding.witness.push_back("while it restarts or takes in a new version, nothing answers");
    }
    finding.help =
        "run two (`replicas: 2`) on different hosts, or declare a `fallback` to another "
        "model";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& model_single_replica_rule() {
  static const Rule rule{
      "CP501",
      "model-single-replica",
      Severity::warning,
      "a model served by one instance that a journey cannot do without",
      "Reports model servers with one instance whose failure alone stops a journey. With an "
      "alternative in `any_of`, a fallback or a soft need it says nothing, and nothing of managed "
      "services (with a `profile`).",
      "Loading a model takes up to minutes: a crash, a driver update and a new version are all "
      "outages of that length.",
      "Run a second instance, or answer from a smaller model or a cache meanwhile.",
      R"(cutpoint: 1
journeys: {ask: {needs: [{component: llm, fallback: 90%}]}}
components:
  llm: {kind: model_server}
)",
      R"(cutpoint: 1
journeys: {ask: {needs: [llm]}}
components:
  llm: {kind: model_server}
)",
      check_model_single_replica,
      serves_models};
  return rule;
}

}  // namespace cutpoint
