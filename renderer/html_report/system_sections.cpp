// Recovery of data, redundancy in time, and what the picture alone says.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "renderer/analysis/disaster_table.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/redundancy_table.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using CellAlign = HtmlTable::Align;

constexpr std::array scope_columns = {FailureScope::process, FailureScope::host, FailureScope::zone,
                                      FailureScope::region, FailureScope::corruption};

HtmlTable::Cell scope_cell(const RecoveredData& data, FailureScope scope) {
  for (const RecoveredData::Loss& loss : data.losses) {
    if (loss.scope != scope) continue;
    const bool missed = (loss.rpo.met && !*loss.rpo.met) || (loss.rto.met && !*loss.rto.met);
    const bool met = loss.rpo.met || loss.rto.met;
    const bool bad = missed || loss.without_copy;
    const std::string note =
        loss.other_part.empty() ? loss.from : "with " + loss.other_part + "; " + loss.from;
    return {"RPO " + loss.rpo.text,
            bad   ? "cell-bad two-lines"
            : met ? "cell-good two-lines"
                  : "two-lines",
            note, "<br>" + escaped("RTO " + loss.rto.text)};
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

/// 0 where an objective is missed, 1 where all are met, 2 where there are none.
int urgency_of(const RecoveredData& data) {
  const bool missed =
      std::any_of(data.losses.begin(), data.losses.end(), [](const RecoveredData::Loss& loss) {
        return !loss.rpo.met.value_or(true) || !loss.rto.met.value_or(true);
      });
  return missed ? 0 : data.objectives.empty() ? 2 : 1;
}

HtmlTable::Cell copies_cell(const RecoveredData::Copies& copies) {
  if (!copies.kept) return {"–", "muted", copies.text};
  return {*copies.kept ? "kept" : "not kept", *copies.kept ? "good" : "bad", copies.counts};
}

/// What a row says but for whose it is.
std::string key_of_row(const std::vector<HtmlTable::Cell>& row) {
  std::string key;
  for (std::size_t i = 1; i < row.size(); ++i) {
    key += fmt::format("{}\n{}\n{}\n", row[i].text, row[i].note, row[i].html);
  }
  return key;
}

/// Data and whatever else has the same row: the first few by name, all for filters.
HtmlTable::Cell subjects_cell(const std::vector<std::string>& names) {
  constexpr std::size_t most_alike = 3;
  if (names.size() == 1) return {names.front()};
  std::vector<std::string_view> others(names.begin() + 1, names.end());
  return {names.front(), "", "",
          fmt::format("<small data-also=\"{}\">and {}</small>",
                      escaped(fmt::format("{}", fmt::join(others, " + "))),
                      escaped(names_text(others, most_alike)))};
}

}  // namespace

std::string recovery_matrix(const RenderInput& input) {
  const ResultTable sites = disaster_table(input);
  std::string disasters =
      sites.rows.empty() ? "" : html_table(sites, sites.title + ": " + sites.scope).html();
  std::vector<RecoveredData> all = recovery_table(input);
  if (all.empty()) return disasters;
  constexpr std::size_t most_rows = 40;
  std::stable_sort(all.begin(), all.end(), [](const RecoveredData& a, const RecoveredData& b) {
    return urgency_of(a) < urgency_of(b);
  });
  std::vector<HtmlTable::Column> columns = {{"data"}, {"objectives"}};
  for (const FailureScope scope : scope_columns) {
    columns.push_back({std::string(name_of(scope)), CellAlign::left, "loss"});
  }
  columns.push_back({"3-2-1", CellAlign::left, "copies"});
  HtmlTable table("What a loss costs in data (RPO) and in time (RTO), by what is lost", columns);
  // Rows that say the same are one.
  std::vector<std::vector<HtmlTable::Cell>> rows;
  std::vector<std::vector<std::string>> names;
  std::map<std::string, std::size_t> row_of;
  std::size_t left_out = 0;
  for (const RecoveredData& data : all) {
    std::vector<HtmlTable::Cell> row = {{}, {objective_text(data)}};
    for (const FailureScope scope : scope_columns) row.push_back(scope_cell(data, scope));
    row.push_back(copies_cell(data.copies));
    const auto [found, is_new] = row_of.emplace(key_of_row(row), rows.size());
    if (is_new) {
      rows.push_back(std::move(row));
      names.emplace_back();
    }
    names[found->second].push_back(data.name);
    if (found->second >= most_rows) ++left_out;
  }
  for (std::size_t i = 0; i < rows.size() && i < most_rows; ++i) {
    rows[i].front() = subjects_cell(names[i]);
    table.add(std::move(rows[i]));
  }
  return table.html() + more_text(left_out, "components") + disasters;
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
                  {{"property"}, {"components", CellAlign::left, "wide"}});
  if (!analysis.articulation_points.empty()) {
    table.add({{"cut vertices"}, {names_text(input.model, analysis.articulation_points, most)}});
  }
  std::size_t shown = 0;
  for (const JourneyAnalysis& journey : analysis.journeys) {
    if (journey.dominators.empty() || ++shown > most_journeys) continue;
    table.add({{"dominators of " + input.model.journeys[journey.journey].name},
               {names_text(input.model, journey.dominators, most)}});
  }
  for (const auto& [reason, ids] : differences_by_reason(analysis)) {
    table.add({{std::string(difference_words(reason))}, {names_text(input.model, ids, most)}});
  }
  return table.empty() ? "" : table.folded();
}

}  // namespace cutpoint
