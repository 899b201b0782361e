// The verdict of each journey in one row, in two where the terminal is narrow.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_verdicts = 12;
/// What a table of verdicts shows; the widest that fits is taken. Whole names first, whatever they
/// leave out.
struct VerdictForm {
  std::size_t widest_name = 48;
  bool has_method = true;
  bool has_outages = true;
};
constexpr VerdictForm verdict_forms[] = {{48},        {48, false},        {24},
                                         {24, false}, {24, false, false}, {18, false, false}};
constexpr std::size_t gap_of_columns = 2;

/// What one row says.
struct VerdictRow {
  std::string name;
  std::string availability;
  std::string verdict;        ///< short, for a column; empty without a target
  std::string whole_verdict;  ///< for a line of its own
  Style style = Style::plain;
  std::string down;
  std::string outages;
  std::string_view method;
};

/// The SLO; the SLA of a journey without one.
VerdictRow row_of(const RenderInput& input, const JourneyStatement& statement) {
  const JourneyAnalysis& journey = *statement.analysis;
  VerdictRow row;
  row.name = visible(input.model.journeys[statement.journey].name);
  row.availability = availability_text(journey);
  row.down = to_human_text(journey.up.downtime_per_year());
  row.outages = journey.up.outages_per_year ? rate_text(*journey.up.outages_per_year) : "-";
  row.method = name_of(statement.method);
  if (statement.promises.empty()) return row;
  const PromiseStatement& promise = statement.promises.front();
  const std::string mark = mark_of(promise.verdict);
  const std::string kind = promise.kind == PromiseStatement::Kind::sla ? "SLA: " : "";
  row.verdict = fmt::format("{} {}{}", mark, kind, short_promise_words(promise));
  row.whole_verdict = fmt::format("{} {}{}", mark, kind, promise_words(promise));
  row.style = style_of(promise.verdict);
  return row;
}

bool has_one_method(const std::vector<VerdictRow>& rows) {
  return std::all_of(rows.begin(), rows.end(),
                     [&](const VerdictRow& row) { return row.method == rows.front().method; });
}

/// The table's columns in their order.
std::vector<std::vector<TextTable::Cell>> cells_of(const std::vector<VerdictRow>& rows,
                                                   const VerdictForm& form, bool has_targets) {
  std::vector<std::vector<TextTable::Cell>> cells;
  for (const VerdictRow& row : rows) {
    auto& line = cells.emplace_back();
    line.push_back({elided(row.name, form.widest_name), Style::bold});
    line.push_back({row.availability, Style::bold});
    if (has_targets) {
      line.push_back(row.verdict.empty() ? TextTable::Cell{"no SLO", Style::dim}
                                         : TextTable::Cell{row.verdict, row.style});
    }
    line.push_back({row.down});
    if (form.has_outages) line.push_back({row.outages});
    if (form.has_method) line.push_back({std::string(row.method), Style::dim});
  }
  return cells;
}

/// Where all have one method and the column has no room, it stands above the names.
std::vector<TextTable::Column> columns_of(const VerdictForm& form, bool has_targets,
                                          std::string_view method) {
  using Align = TextTable::Align;
  std::vector<TextTable::Column> columns = {{form.has_method ? "" : std::string(method)},
                                            {"available"}};
  if (has_targets) columns.push_back({"SLO, by the year"});
  columns.push_back({"down a year", Align::right});
  if (form.has_outages) columns.push_back({"outages", Align::right});
  if (form.has_method) columns.push_back({"method"});
  return columns;
}

bool fits(const std::vector<TextTable::Column>& columns,
          const std::vector<std::vector<TextTable::Cell>>& cells, std::size_t room) {
  std::size_t width = gap_of_columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::size_t widest = display_width(columns[c].heading);
    for (const auto& row : cells) widest = std::max(widest, display_width(row[c].text));
    width += widest + (c > 0 ? gap_of_columns : 0);
  }
  return width <= room;
}

/// Name, availability and verdict; below it downtime and method.
std::string two_lines(const VerdictRow& row, std::size_t width, const Painter& paint) {
  constexpr std::size_t indent = 4;
  std::string head = fmt::format("{}  {}", paint(Style::bold, elided(row.name, width - 16)),
                                 paint(Style::bold, row.availability));
  if (!row.verdict.empty()) head += "  " + paint(row.style, row.whole_verdict);
  std::string rest = "down " + row.down + " a year";
  if (row.outages != "-") rest += fmt::format(" in {} outages", row.outages);
  rest += fmt::format(" · {}", row.method);
  return "  " + wrapped(head, 2, indent, width) + '\n' + std::string(indent, ' ') +
         wrapped(rest, indent, indent, width) + '\n';
}

std::string rows_text(const std::vector<VerdictRow>& rows, std::size_t width,
                      const Painter& paint) {
  const bool has_targets = std::any_of(rows.begin(), rows.end(),
                                       [](const VerdictRow& row) { return !row.verdict.empty(); });
  for (const VerdictForm& form : verdict_forms) {
    const auto columns = columns_of(form, has_targets, rows.front().method);
    auto cells = cells_of(rows, form, has_targets);
    if (!fits(columns, cells, width) || (!form.has_method && !has_one_method(rows))) continue;
    TextTable table(columns);
    for (auto& row : cells) table.add(std::move(row));
    return table.text(2, paint, width);
  }
  std::string out;
  for (const VerdictRow& row : rows) out += two_lines(row, width, paint);
  return out;
}

/// Journeys that miss their targets first, where there are too many for all.
std::vector<const JourneyStatement*> told_journeys(const Statements& statements, std::size_t most) {
  std::vector<const JourneyStatement*> told;
  for (const JourneyStatement& journey : statements.journeys) told.push_back(&journey);
  if (told.size() <= most) return told;
  const auto rank = [](const JourneyStatement* journey) {
    if (journey->promises.empty()) return 3;
    switch (journey->promises.front().verdict) {
      case TargetVerdict::missed:
        return 0;
      case TargetVerdict::undecided:
        return 1;
      case TargetVerdict::met:
        break;
    }
    return 2;
  };
  std::stable_sort(told.begin(), told.end(), [&](const auto* a, const auto* b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a->analysis->up.availability < b->analysis->up.availability;
  });
  told.resize(most);
  return told;
}

std::string more_journeys(const Statements& statements, std::size_t told) {
  if (statements.journeys.size() <= told) return {};
  std::size_t missed = 0;
  for (const JourneyStatement& journey : statements.journeys) {
    const PromiseStatement* slo = journey.slo();
    if (slo != nullptr && slo->verdict == TargetVerdict::missed) ++missed;
  }
  return fmt::format("  … and {} more (--section journeys); {} of {} miss their SLO\n",
                     statements.journeys.size() - told, missed, statements.journeys.size());
}

/// An agreement that is not kept beside an objective, and what a target counts.
std::string promise_notes(const RenderInput& input, const JourneyStatement& journey,
                          const Painter& paint) {
  std::string out;
  const std::string name = elided(visible(input.model.journeys[journey.journey].name), 24);
  const auto add = [&](Style style, const std::string& text) {
    constexpr std::size_t indent = 4;
    out +=
        "  " +
        wrapped(paint(style, fmt::format("{}: {}", name, text)), 2, indent, report_width(input)) +
        '\n';
  };
  if (journey.planned > Duration()) add(Style::dim, planned_words(journey.planned));
  for (const PromiseStatement& promise : journey.promises) {
    const bool is_told = &promise == &journey.promises.front();
    if (!is_told && promise.verdict != TargetVerdict::met) {
      add(style_of(promise.verdict), fmt::format("{} {}: {}", mark_of(promise.verdict),
                                                 name_of(promise.kind), promise_words(promise)));
    }
    const std::string scope = promise_scope_words(promise);
    if (is_told && !scope.empty())
      add(Style::dim, fmt::format("{}: {}", name_of(promise.kind), scope));
  }
  return out;
}

/// Each caveat once, with the journeys it is about where it is not all of them.
std::string caveat_rows(const RenderInput& input, const Statements& statements,
                        const Painter& paint) {
  struct Told {
    Caveat caveat;
    std::vector<JourneyId> journeys;
  };
  std::vector<Told> all;
  for (const JourneyStatement& journey : statements.journeys) {
    for (const Caveat& caveat : journey.caveats) {
      // The first screen names the method; where there is room, the ends too.
      if (caveat.what == Caveat::What::estimated && !input.options.scope.details) continue;
      auto found = std::find_if(all.begin(), all.end(),
                                [&](const Told& told) { return told.caveat == caveat; });
      if (found == all.end()) found = all.insert(all.end(), Told{caveat, {}});
      found->journeys.push_back(journey.journey);
    }
  }
  for (const Caveat& caveat : statements.caveats) all.push_back({caveat, {}});
  std::string out;
  constexpr std::size_t indent = 4;
  for (const Told& told : all) {
    const bool is_of_all =
        told.journeys.empty() || told.journeys.size() == statements.journeys.size();
    const std::string text =
        fmt::format("{}{}{}", is_of_all ? "" : journey_names(input.model, told.journeys),
                    is_of_all ? "" : ": ", caveat_words(input, told.caveat));
    out += "  " + paint(Style::amber, "! ") + wrapped(text, indent, indent, report_width(input)) +
           '\n';
  }
  return out;
}

}  // namespace

std::string verdict_rows(const RenderInput& input, const Statements& statements,
                         const Painter& paint) {
  const auto told = told_journeys(statements, most_verdicts);
  std::vector<VerdictRow> rows;
  rows.reserve(told.size());
  for (const JourneyStatement* journey : told) rows.push_back(row_of(input, *journey));
  if (rows.empty()) return {};
  std::string out = rows_text(rows, report_width(input), paint);
  out += more_journeys(statements, told.size());
  for (const JourneyStatement* journey : told) out += promise_notes(input, *journey, paint);
  return out + caveat_rows(input, statements, paint);
}

}  // namespace cutpoint
