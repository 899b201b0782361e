// Recovery of data, redundancy in time, and what the picture alone says.
#include <array>

#include <fmt/format.h>

#include "renderer/analysis/text_journey.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using Align = HtmlTable::Align;

constexpr std::array scopes = {FailureScope::process, FailureScope::host, FailureScope::zone,
                               FailureScope::region, FailureScope::corruption};

std::string source_text(const ScopeRecovery& row) {
  switch (row.source) {
    case RecoverySource::survives:
      return "the data stay";
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

std::string time_text(const std::optional<Duration>& time, std::string_view if_never) {
  if (!time) return "not stated";
  return time->is_never() ? std::string(if_never) : to_human_text(*time);
}

/// "RPO 1 d ✗", "RTO 30 min": a cross where the objective is missed, a tick where it is met.
HtmlTable::Cell scope_cell(const Model& model, const DataRecovery& data, FailureScope scope) {
  for (const ScopeRecovery& row : data.scopes) {
    if (row.scope != scope) continue;
    const auto mark = [](const std::optional<bool>& met) {
      return !met ? "" : (*met ? " ✓" : " ✗");
    };
    const bool missed = (row.rpo_met && !*row.rpo_met) || (row.rto_met && !*row.rto_met);
    const bool gone = row.source == RecoverySource::none;
    const bool met = row.rpo_met || row.rto_met;
    std::string note = source_text(row);
    if (row.lost.valid() && row.lost != data.component) {
      note = "with " + model.components[row.lost].name + "; " + note;
    }
    const char* css = missed || gone ? "cell-bad two-lines" : "two-lines";
    return {
        fmt::format("RPO {}{}", time_text(row.rpo, "everything"), mark(row.rpo_met)),
        met && !missed && !gone ? "cell-good two-lines" : css, note,
        "<br>" + escaped(fmt::format("RTO {}{}", time_text(row.rto, "never"), mark(row.rto_met)))};
  }
  return {"–", "muted"};
}

std::string objective_text(const Model& model, const DataRecovery& data) {
  std::string text;
  if (data.rpo_objective) text += fmt::format("RPO ≤ {}", to_human_text(*data.rpo_objective));
  if (data.rpo_of.valid()) text += " for " + model.journeys[data.rpo_of].name;
  if (data.rto_objective) {
    text += fmt::format("{}RTO ≤ {}", text.empty() ? "" : ", ", to_human_text(*data.rto_objective));
  }
  return text.empty() ? "none stated" : text;
}

std::string_view difference_sentence(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::required_leaf:
      return "a single point of failure, but no cut vertex: it is needed, and nothing hangs behind";
    case DifferenceReason::reached_by_other_paths:
      return "a single point of failure, but no cut vertex: the drawing has other ways round";
    case DifferenceReason::optional_behind:
      return "on the only way in the drawing, but no single point of failure: what hangs behind is "
             "redundant, soft or has a fallback";
    case DifferenceReason::cannot_fail:
      return "on the only way in the drawing, but no single point of failure: it has no failures "
             "of "
             "its own";
  }
  return "";
}

}  // namespace

std::string recovery_matrix(const RenderInput& input) {
  const auto& all = input.analysis.recovery;
  if (all.empty()) return {};
  std::vector<HtmlTable::Column> columns = {{"data"}, {"objectives"}};
  for (const FailureScope scope : scopes) columns.push_back({std::string(name_of(scope))});
  columns.push_back({"3-2-1"});
  HtmlTable table("What a loss costs in data (RPO) and in time (RTO), by what is lost", columns);
  for (const DataRecovery& data : all) {
    std::vector<HtmlTable::Cell> row = {{input.model.components[data.component].name},
                                        {objective_text(input.model, data)}};
    for (const FailureScope scope : scopes) row.push_back(scope_cell(input.model, data, scope));
    const CopyRule& rule = data.copy_rule;
    row.push_back(
        {rule.kept() ? "kept" : "not kept", rule.kept() ? "good" : "bad",
         fmt::format("{} {}, {} {}, {}", rule.copies, rule.copies == 1 ? "copy" : "copies",
                     rule.media, rule.media == 1 ? "medium" : "media",
                     rule.offsite ? "one off-site" : "none off-site")});
    table.add(std::move(row));
  }
  return table.html();
}

std::string redundancy_table(const RenderInput& input) {
  const auto& all = input.analysis.groups;
  if (all.empty()) return {};
  HtmlTable table("Groups with failover or repair crews, solved with the time that switching takes",
                  {{"group"},
                   {"down a year", Align::right},
                   {"switching", Align::right},
                   {"failed switches", Align::right},
                   {"all failed", Align::right},
                   {"outages a year", Align::right},
                   {"as counted above", Align::right}});
  for (const FailoverGroupResult& group : all) {
    std::string name = names_text(input.model, group.members, 4);
    if (group.crews) {
      name += fmt::format(", {} repair crew{}", *group.crews, *group.crews == 1 ? "" : "s");
    }
    table.add({{name},
               {to_human_text(group.downtime)},
               {to_human_text(group.switching)},
               {to_human_text(group.failed_switches)},
               {to_human_text(group.all_failed)},
               {rate_text(group.outages_per_year)},
               {to_human_text(group.counted)}});
  }
  return table.html() +
         element("p",
                 "Members alone; not part of the availability of the journeys, which counts "
                 "every switch as taking no time.",
                 "fine");
}

std::string cut_vertex_notes(const RenderInput& input) {
  constexpr std::size_t most = 20;
  constexpr std::size_t most_journeys = 12;
  const Analysis& analysis = input.analysis;
  HtmlTable table("Read off the drawing alone",
                  {{"property"}, {"components", Align::left, "wide"}});
  if (!analysis.articulation_points.empty()) {
    table.add({{"cut vertices"}, {names_text(input.model, analysis.articulation_points, most)}});
  }
  std::size_t shown = 0;
  for (const JourneyAnalysis& journey : analysis.journeys) {
    if (journey.dominators.empty() || ++shown > most_journeys) continue;
    table.add({{"dominators of " + input.model.journeys[journey.journey].name},
               {names_text(input.model, journey.dominators, most)}});
  }
  for (const DifferenceReason reason :
       {DifferenceReason::required_leaf, DifferenceReason::reached_by_other_paths,
        DifferenceReason::optional_behind, DifferenceReason::cannot_fail}) {
    std::vector<ComponentId> ids;
    for (const CutVertexDifference& difference : analysis.differences) {
      if (difference.reason == reason) ids.push_back(difference.component);
    }
    if (ids.empty()) continue;
    table.add({{std::string(difference_sentence(reason))}, {names_text(input.model, ids, most)}});
  }
  return table.empty() ? "" : table.html();
}

}  // namespace cutpoint
