#include "renderer/analysis/data_recovery_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/analysis/service_levels_text.hpp"
#include "renderer/analysis/text_journey.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_components = 12;

TextTable::Cell time_cell(const std::optional<Duration>& time, const std::optional<bool>& met,
                          std::string_view if_never) {
  if (!time) return {"not stated", Style::dim};
  const Style style = !met ? Style::plain : *met ? Style::green : Style::red;
  if (time->is_never()) return {std::string(if_never), Style::red};
  return {to_human_text(*time) + (met && !*met ? " !" : ""), style};
}

std::string rules_text(const Model& model, const DataRecovery& data) {
  std::string text;
  if (data.rpo_objective) {
    text += fmt::format("RPO at most {}", to_human_text(*data.rpo_objective));
    if (data.rpo_of.valid()) text += " for " + visible(model.journeys[data.rpo_of].name);
    text += "; ";
  }
  if (data.rto_objective)
    text += fmt::format("RTO at most {}; ", to_human_text(*data.rto_objective));
  if (data.scopes.back().source == RecoverySource::no_data) {
    return text.substr(0, text.size() - std::min<std::size_t>(text.size(), 2));
  }
  if (data.artifact) {
    const ArtifactCopies& kept = *data.artifact;
    return text +
           fmt::format("artefact {}: {} {} kept{}, {}",
                       kept.version.empty() ? "without a stated version" : visible(kept.version),
                       kept.copies, kept.copies == 1 ? "copy" : "copies",
                       kept.regions > 0 ? fmt::format(" in {} region{}", kept.regions,
                                                      kept.regions == 1 ? "" : "s")
                                        : "",
                       kept.versioned ? "with earlier versions" : "no earlier versions");
  }
  const CopyRule& rule = data.copy_rule;
  return text + fmt::format("3-2-1 {}: {} {}, {} {}, {}", rule.kept() ? "kept" : "not kept",
                            rule.copies, rule.copies == 1 ? "copy" : "copies", rule.media,
                            rule.media == 1 ? "medium" : "media",
                            rule.offsite ? "one off-site" : "none off-site");
}

std::string remark_of(const FailoverGroupResult& group) {
  if (!group.left_out.empty()) return "not in the availability: " + group.left_out;
  // What the samples show against the simulation; a test holds them to it.
  return group.approximation.empty()
             ? ""
             : fmt::format("approximate, within 1 % on every sample: {}", group.approximation);
}

}  // namespace

std::string source_text(const ScopeRecovery& row) {
  switch (row.source) {
    case RecoverySource::survives:
      return "the data stay where they are";
    case RecoverySource::replica:
      return "replica " + visible(row.from);
    case RecoverySource::backup:
      return row.from.empty() ? "backup" : "backup: " + visible(row.from);
    case RecoverySource::registry:
      return row.scope == FailureScope::corruption ? "an earlier version in " + visible(row.from)
                                                   : "fetched from " + visible(row.from);
    case RecoverySource::none:
      return "no copy survives";
    case RecoverySource::no_data:
      return "keeps no data";
    case RecoverySource::unstated:
      return "where copies lie is not written";
  }
  return "";
}

std::string lost_text(const RenderInput& input, const DataRecovery& data,
                      const ScopeRecovery& row) {
  if (row.lost == data.component) return std::string(name_of(row.scope));
  return fmt::format("{} {}", name_of(row.scope), visible(input.model.components[row.lost].name));
}

std::string recovery_text(const RenderInput& input, const Painter& paint) {
  const auto& all = input.analysis.recovery;
  if (all.empty()) return {};
  using Align = TextTable::Align;
  TextTable table({{"", Align::left, 28, 12},
                   {"lost with", Align::left, 32, 12},
                   {"loses (RPO)", Align::right},
                   {"back in (RTO)", Align::right},
                   {"from", Align::left, 48, 16}});
  for (std::size_t i = 0; i < all.size() && i < most_components; ++i) {
    const DataRecovery& data = all[i];
    for (const ScopeRecovery& row : data.scopes) {
      const bool first = &row == &data.scopes.front();
      const bool last = &row == &data.scopes.back();
      table.add({{first ? visible(input.model.components[data.component].name) : "", Style::bold},
                 {lost_text(input, data, row)},
                 time_cell(row.rpo, row.rpo_met, "everything"),
                 time_cell(row.rto, row.rto_met, "never"),
                 {source_text(row), Style::dim}},
                last ? rules_text(input.model, data) : "");
    }
  }
  std::string out = "  " + paint(Style::bold, "Data") + '\n' +
                    table.text(2, paint, std::max<std::size_t>(input.options.width, 60));
  if (all.size() > most_components) {
    out += fmt::format("  … and {} more (--format json lists all)\n", all.size() - most_components);
  }
  return out + '\n';
}

std::string groups_text(const RenderInput& input, const Painter& paint) {
  const auto& all = input.analysis.groups;
  if (all.empty()) return {};
  using Align = TextTable::Align;
  TextTable table({{"", Align::left, 48, 16},
                   {"down a year", Align::right},
                   {"switching", Align::right},
                   {"failed switches", Align::right},
                   {"all failed", Align::right},
                   {"outages", Align::right},
                   {"if at once", Align::right}});
  for (std::size_t i = 0; i < all.size() && i < most_components; ++i) {
    const FailoverGroupResult& group = all[i];
    std::string name = group.members.empty() ? elided(visible(group.name), 48)
                                             : names_text(input.model, group.members, 3);
    if (group.crews) {
      name += fmt::format(", {} repair crew{}", *group.crews, *group.crews == 1 ? "" : "s");
    }
    table.add({{name},
               {to_human_text(group.downtime)},
               {to_human_text(group.switching)},
               {to_human_text(group.failed_switches)},
               {to_human_text(group.all_failed)},
               {rate_text(group.outages_per_year)},
               {to_human_text(group.counted), Style::dim}},
              remark_of(group));
  }
  std::string out = "  " + paint(Style::bold, "Redundancy in time") +
                    " (part of the availability above)\n" +
                    table.text(2, paint, std::max<std::size_t>(input.options.width, 60));
  if (all.size() > most_components) {
    out += fmt::format("  … and {} more (--format json lists all)\n", all.size() - most_components);
  }
  return out + '\n';
}

std::string disasters_text(const RenderInput& input, const Painter& paint) {
  const auto& all = input.analysis.disasters;
  if (all.empty()) return {};
  using Align = TextTable::Align;
  TextTable table({{"", Align::left, 32, 12},
                   {"strategy", Align::left},
                   {"loses (RPO)", Align::right},
                   {"back in (RTO)", Align::right},
                   {"standby costs a year", Align::right}});
  for (std::size_t i = 0; i < all.size() && i < most_components; ++i) {
    const DisasterRecovery& row = all[i];
    std::string costs;
    for (const Money& cost : row.standby_costs) {
      costs += (costs.empty() ? "" : ", ") + money_text(cost);
    }
    std::string remark;
    if (!row.rpo_from.empty()) remark += "RPO of " + visible(row.rpo_from) + "; ";
    if (!row.rto_from.empty()) remark += "RTO with the restore of " + visible(row.rto_from) + "; ";
    if (row.rpo_objective) {
      remark += fmt::format("RPO at most {}; ", to_human_text(*row.rpo_objective));
    }
    if (row.rto_objective) {
      remark += fmt::format("RTO at most {}; ", to_human_text(*row.rto_objective));
    }
    if (row.scale) {
      remark += fmt::format("standby at {} while it waits", to_text(*row.scale));
      for (const Money& cost : row.full_costs) remark += ", in full " + money_text(cost);
      remark += "; ";
    }
    if (!remark.empty()) remark.resize(remark.size() - 2);
    table.add({{visible(row.primary), Style::bold},
               {std::string(name_of(row.strategy))},
               time_cell(row.rpo, row.rpo_met(), "everything"),
               time_cell(row.rto, row.rto_met(), "never"),
               {costs.empty() ? "not stated" : costs}},
              remark);
  }
  return "  " + paint(Style::bold, "Disaster recovery") + " (loss of the first site)\n" +
         table.text(2, paint, std::max<std::size_t>(input.options.width, 60)) + '\n';
}

}  // namespace cutpoint
