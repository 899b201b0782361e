// The terminal report: the verdict first, then why, then what to do.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/analysis/data_recovery_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/text_fault_tree.hpp"
#include "renderer/analysis/text_journey.hpp"
#include "renderer/analysis/text_journeys.hpp"
#include "renderer/analysis/uncertainty_text.hpp"
#include "renderer/writing/budget_text.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// From this many journeys on, one table of journeys and one of single points serve all of them.
constexpr std::size_t many_reported_journeys = 4;

std::string heading(const RenderInput& input, const Painter& paint) {
  const std::string name =
      visible(input.model.name.empty() ? input.options.file_name : input.model.name);
  const std::string file = visible(input.options.file_name);
  if (name == file || file.empty()) return paint(Style::bold, name) + "\n\n";
  return paint(Style::bold, name) + "   " + paint(Style::dim, file) + "\n\n";
}

std::string unknown_dependencies(const RenderInput& input, const Painter& paint) {
  std::vector<ComponentId> unknown;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    unknown.insert(unknown.end(), journey.unknown_dependencies.begin(),
                   journey.unknown_dependencies.end());
  }
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  if (unknown.empty()) return {};
  return no_dependency_information(input, unknown, 8, paint) + '\n';
}

std::string_view explain(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::required_leaf:
      return "fatal, but nothing hangs behind: a required leaf is no cut vertex";
    case DifferenceReason::reached_by_other_paths:
      return "fatal, but the drawing has other ways round: no cut vertex";
    case DifferenceReason::optional_behind:
      return "on the only way in the drawing, but what hangs behind is redundant, soft or has a "
             "fallback: no "
             "single point of failure";
    case DifferenceReason::cannot_fail:
      return "on the only way in the drawing, but without failures of its own: no single point of "
             "failure";
  }
  return "";
}

/// A labelled paragraph wrapped to the width.
std::string paragraph(std::string_view label, std::string_view text, const RenderInput& input,
                      const Painter& paint) {
  constexpr std::size_t indent = 20;
  const std::string out = "  " + paint(Style::bold, label) +
                          std::string(indent - 2 - std::min(indent - 3, display_width(label)), ' ');
  return out + wrapped(text, indent, indent, report_width(input)) + '\n';
}

std::string cut_vertex_text(const RenderInput& input, const Painter& paint) {
  const Analysis& analysis = input.analysis;
  std::string out;
  if (!analysis.articulation_points.empty()) {
    out += paragraph("Cut vertices", names_text(input.model, analysis.articulation_points, 12),
                     input, paint);
  }
  for (const JourneyAnalysis& journey : analysis.journeys) {
    if (analysis.journeys.size() >= many_reported_journeys || journey.dominators.empty()) continue;
    const std::string text =
        names_text(input.model, journey.dominators, 12) +
        (analysis.journeys.size() > 1
             ? fmt::format(" (of {})", visible(input.model.journeys[journey.journey].name))
             : "");
    out += paragraph("Dominators", text, input, paint);
  }
  for (const DifferenceReason reason :
       {DifferenceReason::required_leaf, DifferenceReason::reached_by_other_paths,
        DifferenceReason::optional_behind, DifferenceReason::cannot_fail}) {
    std::vector<ComponentId> ids;
    for (const CutVertexDifference& difference : analysis.differences) {
      if (difference.reason == reason) ids.push_back(difference.component);
    }
    if (ids.empty()) continue;
    out += paragraph(out.empty() ? "Drawing" : "",
                     fmt::format("{} — {}", names_text(input.model, ids, 8), explain(reason)),
                     input, paint);
  }
  return out;
}

/// Accepted risks whose last day is over, one line each.
std::string expired_text(const RenderInput& input, const Painter& paint) {
  constexpr std::size_t most = 8;
  const std::vector<ExpiredAcceptance>& expired = input.analysis.expired;
  std::string out;
  for (std::size_t i = 0; i < expired.size() && i < most; ++i) {
    const Acceptance& acceptance = *expired[i].acceptance;
    std::string where;
    if (expired[i].component.valid()) {
      where = " on " + visible(input.model.components[expired[i].component].name);
    } else if (expired[i].journey.valid()) {
      where = " on " + visible(input.model.journeys[expired[i].journey].name);
    }
    out += paragraph(i == 0 ? "Expired" : "",
                     fmt::format("{}{} was accepted until {} ({}): it counts again",
                                 visible(acceptance.rule ? acceptance.rule->value : ""), where,
                                 to_text(acceptance.until->value),
                                 visible(acceptance.reason ? acceptance.reason->value : "")),
                     input, paint);
  }
  if (expired.size() > most) {
    out +=
        paragraph("", fmt::format("and {} more acceptances", expired.size() - most), input, paint);
  }
  return out;
}

std::string interval_text(const char* name, Duration value, const DurationRange& range) {
  return fmt::format("{} {} ({} to {})", name, to_human_text(value), to_human_text(range.low),
                     range.high.is_never() ? "never" : to_human_text(range.high));
}

/// Figures from incident files, with their intervals.
std::string measured_text(const Model& model) {
  constexpr std::size_t most = 8;
  std::string text;
  std::size_t found = 0;
  for (const Component& component : model.components) {
    if (!component.figures || component.figures->source != FigureSource::observed) continue;
    const Figures& figures = *component.figures;
    if (!figures.mtbf_range) continue;
    if (++found > most) continue;
    text += (text.empty() ? "" : "; ") + visible(component.name) + ": " +
            interval_text("MTBF", figures.mtbf, *figures.mtbf_range);
    if (figures.mttr_range) text += ", " + interval_text("MTTR", figures.mttr, *figures.mttr_range);
  }
  if (found > most) text += fmt::format("; and {} more", found - most);
  return text.empty() ? "" : text + ", at 90 %";
}

std::string provenance(const RenderInput& input, const Painter& paint) {
  const Analysis& analysis = input.analysis;
  std::string out = expired_text(input, paint);
  if (!analysis.assumed.empty()) {
    out += paragraph("Assumed figures *",
                     names_text(input.model, analysis.assumed, 10) +
                         ": catalogue defaults; set mtbf and mttr from your own records",
                     input, paint);
  }
  if (const std::string measured = measured_text(input.model); !measured.empty()) {
    out += paragraph("Measured", measured, input, paint);
  }
  for (const Money& cost : analysis.component_costs) {
    out += paragraph("Components cost", money_text(cost) + " a year", input, paint);
  }
  if (!analysis.unreachable.empty()) {
    out += paragraph("Not used",
                     names_text(input.model, analysis.unreachable, 10) + ": no journey needs them",
                     input, paint);
  }
  if (!analysis.not_modelled.empty()) {
    out += paragraph("Kept, not counted",
                     fmt::format("{}: these keys change no availability above",
                                 fmt::join(analysis.not_modelled, ", ")),
                     input, paint);
  }
  if (const std::string cut = budget_text(analysis); !cut.empty()) {
    out += paragraph("Budget", "cut short: " + cut + "; --budget gives more", input, paint);
  }
  if (!analysis.common_causes_complete) {
    out += paragraph("Limit",
                     "the model is too large to look behind every redundancy group; the list of "
                     "hidden common causes is not complete",
                     input, paint);
  }
  return out;
}

Rendered render_text(const RenderInput& input) {
  const Painter paint(input.options.colour);
  std::string out = heading(input, paint);
  if (!input.model.form.has_figures) return out + fault_tree_report(input, paint);
  const bool many = input.analysis.journeys.size() >= many_reported_journeys;
  if (many) {
    out += journeys_table(input, paint) + uncertainty_table(input, paint) +
           shared_single_points(input, paint) + shared_common_causes(input, paint) +
           unknown_dependencies(input, paint);
  }
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    if (many) continue;
    out += journey_verdict(input, journey, paint) + '\n';
    out += journey_single_points(input, journey, paint);
    out += journey_redundancy(input, journey, paint) + '\n';
  }
  out += redundancy_text(input, paint) + disasters_text(input, paint) + recovery_text(input, paint);
  out += cut_vertex_text(input, paint) + provenance(input, paint);
  return out;
}

}  // namespace

const Format<RenderInput>& text_analysis_format() {
  static const Format<RenderInput> format{{"text", "a report for the terminal", Medium::terminal},
                                          render_text};
  return format;
}

}  // namespace cutpoint
