// The terminal report: the verdict first, then what it comes from, then what to do.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/analysis/report_sections.hpp"
#include "renderer/analysis/text_fault_tree.hpp"

namespace cutpoint {

namespace {

/// The system at the left, the file at the right.
std::string heading(const RenderInput& input, const Painter& paint) {
  const std::string name =
      visible(input.model.name.empty() ? input.options.file_name : input.model.name);
  const std::string file = visible(input.options.file_name);
  const std::size_t width = report_width(input);
  if (name == file || file.empty()) return paint(Style::bold, elided(name, width)) + "\n\n";
  const std::size_t taken = display_width(name) + display_width(file);
  if (taken + 3 > width) {
    return paint(Style::bold, elided(name, width)) + '\n' + paint(Style::dim, elided(file, width)) +
           "\n\n";
  }
  constexpr std::size_t widest_gap = 40;
  const std::string gap(std::clamp<std::size_t>(width - taken, 3, widest_gap), ' ');
  return paint(Style::bold, name) + gap + paint(Style::dim, file) + "\n\n";
}

bool is_reported(const RenderInput& input, JourneyId journey) {
  const auto& names = input.options.scope.journeys;
  return names.empty() ||
         std::find(names.begin(), names.end(), input.model.journeys[journey].name) != names.end();
}

bool is_told(const ReportScope& scope, std::string_view section) {
  if (scope.details) return true;
  return std::find(scope.sections.begin(), scope.sections.end(), section) != scope.sections.end();
}

std::string told_sections(const RenderInput& input, const Painter& paint) {
  ReportedJourneys journeys;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    if (is_reported(input, journey.journey)) journeys.push_back(&journey);
  }
  std::string out;
  for (const ReportSection& section : report_sections()) {
    if (!is_told(input.options.scope, section.name)) continue;
    const std::string text = section.text(input, journeys, paint);
    if (text.empty() && input.options.scope.details) continue;
    out += '\n' + paint(Style::blue, section.name) + '\n' +
           (text.empty() ? "  nothing to tell\n" : text);
  }
  return out;
}

std::size_t rows_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// What stands below the verdicts: with fewer rows of each kind where it would not fit a screen.
std::string first_screen(const RenderInput& input, const Statements& statements,
                         std::size_t rows_above, const Painter& paint) {
  constexpr std::size_t rows_of_screen = 23;  // and the prompt
  constexpr ReportRoom rooms[] = {{5, 2, 2},
                                  {5, 2, 1},
                                  {5, 1, 1},
                                  {4, 1, 1},
                                  {3, 1, 1},
                                  {2, 1, 1},
                                  {2, 1, 1, false},
                                  {2, 1, 1, false, false, 1},
                                  {2, 1, 1, false, false, 1, 2},
                                  {1, 1, 1, false, false, 1, 1, false}};
  const std::vector<RecoveredData> data = worst_data_first(input);
  std::string out;
  for (const ReportRoom& room : rooms) {
    const std::string origin = origin_rows(input, statements, room, paint);
    const std::string closing = defeated_rows(input, statements, room, paint) +
                                closing_rows(input, statements, data, room, paint);
    out = (origin.empty() ? "" : "\n") + origin + (closing.empty() ? "" : "\n") + closing;
    if (rows_above + rows_of(out) <= rows_of_screen) break;
  }
  return out;
}

Rendered render_text(const RenderInput& input) {
  const Painter paint(input.options.colour);
  std::string out = heading(input, paint);
  if (!input.model.form.has_figures) return out + fault_tree_report(input, paint);
  const Statements statements = reported_statements(input);
  out += verdict_rows(input, statements, paint);
  if (input.options.scope.sections.empty() || input.options.scope.details) {
    out += first_screen(input, statements, rows_of(out), paint);
  }
  return out + told_sections(input, paint);
}

}  // namespace

Statements reported_statements(const RenderInput& input) {
  Statements statements = statements_of(input);
  if (input.options.scope.journeys.empty()) return statements;
  const auto is_other = [&](JourneyId journey) { return !is_reported(input, journey); };
  std::erase_if(statements.journeys, [&](const auto& row) { return is_other(row.journey); });
  std::erase_if(statements.points, [&](const PointStatement& point) {
    return std::all_of(point.journeys.begin(), point.journeys.end(), is_other);
  });
  if (statements.journeys.empty()) return statements;
  // Groups without a reported journey above them are nobody's here.
  std::erase_if(statements.defeated, [&](const DefeatedGroup& row) {
    return std::none_of(statements.journeys.begin(), statements.journeys.end(),
                        [&](const JourneyStatement& journey) {
                          const auto& causes = journey.analysis->hidden_common_causes;
                          return std::any_of(causes.begin(), causes.end(), [&](const auto& cause) {
                            return input.function.groups[cause.group].name ==
                                   input.function.groups[row.group].name;
                          });
                        });
  });
  statements.worst =
      std::min_element(statements.journeys.begin(), statements.journeys.end(),
                       [](const auto& a, const auto& b) {
                         return a.analysis->up.availability < b.analysis->up.availability;
                       })
          ->journey;
  return statements;
}

const Format<RenderInput>& text_analysis_format() {
  static const Format<RenderInput> format{{"text", "a report for the terminal", Medium::terminal},
                                          render_text};
  return format;
}

}  // namespace cutpoint
