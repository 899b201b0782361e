#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/roles.hpp"
#include "lint/facts/witness.hpp"

namespace cutpoint {

namespace {

/// What has to be trained again.
bool is_artefact(const Kind& kind) {
  return is_any_of(kind, {"model"});
}

/// Does it lie on, or come from, something that keeps copies?
bool comes_from_store(const LintSubject& subject, ComponentId id) {
  const auto keeps_copies = [&](ComponentId other) {
    return has_kind(subject.model, other, "object_storage") ||
           has_kind(subject.model, other, "model_registry") ||
           has_kind(subject.model, other, "external");
  };
  const Component& component = subject.model.components[id];
  bool found = std::any_of(component.hosts.begin(), component.hosts.end(), keeps_copies);
  for_each_requirement(component.needs, [&](const Requirement& need) {
    found = found || (need.form == Requirement::Form::component && keeps_copies(need.component));
  });
  return found;
}

/// An artefact that says where it is kept: what brings it back after the loss of each place?
void check_artifact(const LintSubject& subject, const DataRecovery& data,
                    std::vector<RuleFinding>& findings) {
  std::vector<std::string> witness;
  for (const ScopeRecovery& row : data.scopes) {
    if (row.source != RecoverySource::none) continue;
    if (row.scope == FailureScope::corruption) {
      witness.emplace_back(
          "no earlier version is kept (`versioned`): a bad or deleted one cannot be taken back");
      continue;
    }
    witness.push_back(fmt::format("with {} {} all that holds it is lost or out of reach",
                                  name_of(row.scope), subject.name(row.lost)));
  }
  if (witness.empty()) return;
  RuleFinding finding = subject.at(
      data.component, fmt::format("the artefact of `{}` cannot be restored after every loss",
                                  subject.name(data.component)));
  add_paths(subject, data.component, finding);
  finding.witness = std::move(witness);
  finding.help =
      "keep a copy in another region (`copies`), and earlier versions (`versioned: true`)";
  findings.push_back(std::move(finding));
}

void check_model_artifact_single_copy(const LintSubject& subject,
                                      std::vector<RuleFinding>& findings) {
  for (const DataRecovery& data : subject.analysis.recovery) {
    if (data.artifact && !subject.stops(data.component).empty()) {
      check_artifact(subject, data, findings);
    }
  }
  for (const ComponentId id : subject.components()) {
    const Component& component = subject.model.components[id];
    if (!is_artefact(subject.model.kind_of(id)) || component.is_pool()) continue;
    if (subject.stops(id).empty() || comes_from_store(subject, id)) continue;
    const ComponentDetails* details = subject.details(id);
    if (details != nullptr &&
        (!details->backups.empty() || details->replication || details->artifact)) {
      continue;
    }
    RuleFinding finding =
        subject.at(id, fmt::format("the model `{}` exists in one copy", subject.name(id)));
    add_paths(subject, id, finding);
    finding.witness.push_back(
        component.hosts.empty()
            ? "no backup, replica, registry or object storage is declared for it"
            : fmt::format("it lies on {} only: no backup, replica, registry or object storage is "
                          "declared for it",
                          names_of(subject, component.hosts)));
    finding.help =
        "keep the artefact in object storage or a registry (`depends_on`), or declare "
        "`backups`";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& model_artifact_single_copy_rule() {
  static const Rule rule{
      "CP502",
      "model-artifact-single-copy",
      Severity::warning,
      "a model artefact of which one copy is all there is",
      "Reports components of kind `model` that a journey cannot do without, with one instance, no "
      "`backups`, no `replication`, and no object storage, registry or external service that they "
      "run on or need. Where an "
      "`artifact` says where it is kept, reports the losses after which nothing that holds it can "
      "be "
      "reached, and versions that cannot be taken back.",
      "With the disk the weights are gone, and training them again takes days, if it can be done.",
      "Keep it in a registry or object storage as well.",
      R"(cutpoint: 1
journeys: {ask: {needs: [weights]}}
components:
  weights: {kind: model, backups: [{every: 30d, restore: 10m, medium: object storage}]}
)",
      R"(cutpoint: 1
journeys: {ask: {needs: [weights]}}
components:
  weights: {kind: model, runs_on: vm-1}
  vm-1: {kind: vm}
)",
      check_model_artifact_single_copy,
      is_artefact};
  return rule;
}

}  // namespace cutpoint
