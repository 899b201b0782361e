// Recovery of data, redundancy in time, and what the picture alone says.
#include <array>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/redundancy_table.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using Align = HtmlTable::Align;

constexpr std::array scopes = {FailureScope::process, FailureScope::host, FailureScope::zone,
                               FailureScope::region, FailureScope::corruption};

/// "RPO 1 d ✗", "RTO 30 min": a cross where the objective is missed, a tick where it is met.
std::string marked_time(const char* name, const JudgedTime& time) {
  return fmt::format("{} {}{}", name, time.text, !time.met ? "" : *time.met ? " ✓" : " ✗");
}

HtmlTable::Cell scope_cell(const RecoveredData& data, FailureScope scope) {
  for (const RecoveredData::Loss& loss : data.losses) {
    if (loss.scope != scope) continue;
    const bool missed = (loss.rpo.met && !*loss.rpo.met) || (loss.rto.met && !*loss.rto.met);
    const bool met = loss.rpo.met || loss.rto.met;
    const bool bad = missed || loss.without_copy;
    const std::string note =
        loss.other_part.empty() ? loss.from : "with " + loss.other_part + "; " + loss.from;
    return {marked_time("RPO", loss.rpo),
            bad   ? "cell-bad two-lines"
            : met ? "cell-good two-lines"
                  : "two-lines",
            note, "<br>" + escaped(marked_time("RTO", loss.rto))};
  }
  return {"–", "muted"};
}

std::string objective_text(const RecoveredData& data) {
  std::string text;
  for (const RecoveredData::Objective& objective : data.objectives) {
    text += fmt::format("{}{} ≤ {}{}{}", text.empty() ? "" : ", ", objective.of,
                        to_human_text(objective.at_most), objective.journey.empty() ? "" : " for ",
                        objective.journey);
  }
  return text.empty() ? "none stated" : text;
}

HtmlTable::Cell copies_cell(const RecoveredData::Copies& copies) {
  if (!copies.kept) return {"–", "muted", copies.text};
  return {*copies.kept ? "kept" : "not kept", *copies.kept ? "good" : "bad", copies.counts};
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
  const std::vector<RecoveredData> all = recovery_table(input);
  if (all.empty()) return {};
  std::vector<HtmlTable::Column> columns = {{"data"}, {"objectives"}};
  for (const FailureScope scope : scopes) columns.push_back({std::string(name_of(scope))});
  columns.push_back({"3-2-1"});
  HtmlTable table("What a loss costs in data (RPO) and in time (RTO), by what is lost", columns);
  for (const RecoveredData& data : all) {
    std::vector<HtmlTable::Cell> row = {{data.name}, {objective_text(data)}};
    for (const FailureScope scope : scopes) row.push_back(scope_cell(data, scope));
    row.push_back(copies_cell(data.copies));
    table.add(std::move(row));
  }
  return table.html();
}

std::string redundancy_section(const RenderInput& input) {
  const ResultTable table = redundancy_table(input);
  if (table.rows.empty()) return {};
  return html_table(table,
                    "Groups with failover or repair crews, solved with the time that switching "
                    "takes: " +
                        table.scope)
      .html();
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
