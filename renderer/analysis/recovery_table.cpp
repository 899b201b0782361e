#include "renderer/analysis/recovery_table.hpp"

#include <fmt/format.h>

namespace cutpoint {

JudgedTime judged_time(const std::optional<Duration>& time, const std::optional<bool>& met,
                       std::string_view if_never) {
  if (!time) return {"not stated", false, false, met};
  const bool never = time->is_never();
  return {(never ? std::string(if_never) : to_human_text(*time)) + (!met   ? ""
                                                                    : *met ? " ✓"
                                                                           : " ✗"),
          true, never, met};
}

namespace {

std::string recovered_from(const ScopeRecovery& row) {
  switch (row.source) {
    case RecoverySource::survives:
      return "the data stay where they are";
    case RecoverySource::replica:
      return "replica " + row.from;
    case RecoverySource::backup:
      return row.from.empty() ? "backup" : "backup: " + row.from;
    case RecoverySource::registry:
      return row.scope == FailureScope::corruption ? "an earlier version in " + row.from
                                                   : "fetched from " + row.from;
    case RecoverySource::none:
      return "no copy survives";
    case RecoverySource::no_data:
      return "keeps no data";
    case RecoverySource::unstated:
      return "where copies lie is not written";
  }
  return "";
}

std::string artifact_text(const ArtifactCopies& kept) {
  return fmt::format(
      "artefact {}: {} {} kept{}, {}",
      kept.version.empty() ? "without a stated version" : kept.version, kept.copies,
      kept.copies == 1 ? "copy" : "copies",
      kept.regions > 0 ? fmt::format(" in {} region{}", kept.regions, kept.regions == 1 ? "" : "s")
                       : "",
      kept.versioned ? "with earlier versions" : "no earlier versions");
}

RecoveredData::Copies copies_of(const DataRecovery& data) {
  if (data.scopes.back().source == RecoverySource::no_data) return {};
  if (data.artifact) return {artifact_text(*data.artifact), {}, {}};
  const CopyRule& rule = data.copy_rule;
  const std::string counts = fmt::format(
      "{} {}, {} {}, {}", rule.copies, rule.copies == 1 ? "copy" : "copies", rule.media,
      rule.media == 1 ? "medium" : "media", rule.offsite ? "one off-site" : "none off-site");
  return {fmt::format("3-2-1 {}: {}", rule.kept() ? "kept" : "not kept", counts), counts,
          rule.kept()};
}

std::vector<RecoveredData::Objective> objectives_of(const Model& model, const DataRecovery& data) {
  std::vector<RecoveredData::Objective> objectives;
  if (data.rpo_objective) {
    objectives.push_back(
        {"RPO", *data.rpo_objective, data.rpo_of.valid() ? model.journeys[data.rpo_of].name : ""});
  }
  if (data.rto_objective) objectives.push_back({"RTO", *data.rto_objective, {}});
  return objectives;
}

RecoveredData::Loss loss_of(const Model& model, const DataRecovery& data,
                            const ScopeRecovery& row) {
  RecoveredData::Loss loss;
  loss.scope = row.scope;
  loss.lost_with = name_of(row.scope);
  if (row.lost != data.component) {
    const std::string other = row.lost.valid() ? model.components[row.lost].name : "";
    loss.other_part = other;
    loss.lost_with += ' ' + other;
  }
  loss.rpo = judged_time(row.rpo, row.rpo_met, "everything");
  loss.rto = judged_time(row.rto, row.rto_met, "never");
  loss.from = recovered_from(row);
  loss.without_copy = row.source == RecoverySource::none;
  return loss;
}

}  // namespace

std::vector<RecoveredData> recovery_table(const RenderInput& input) {
  std::vector<RecoveredData> table;
  for (const DataRecovery& data : input.analysis.recovery) {
    RecoveredData& row = table.emplace_back();
    row.component = data.component;
    row.name = input.model.components[data.component].name;
    row.objectives = objectives_of(input.model, data);
    row.copies = copies_of(data);
    for (const ScopeRecovery& scope : data.scopes) {
      row.losses.push_back(loss_of(input.model, data, scope));
    }
  }
  return table;
}

}  // namespace cutpoint
