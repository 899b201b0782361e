// The sections of the terminal report, behind its first screen.
#include "renderer/analysis/report_sections.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/analysis/data_recovery_text.hpp"
#include "renderer/analysis/domains_table.hpp"
#include "renderer/analysis/importance_bounds_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/text_journey.hpp"
#include "renderer/analysis/text_journeys.hpp"
#include "renderer/analysis/uncertainty_text.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// From this many journeys on, dominators are too many to be read.
constexpr std::size_t many_reported_journeys = 4;

/// A labelled paragraph wrapped to the width.
std::string paragraph(std::string_view label, std::string_view text, const RenderInput& input,
                      const Painter& paint) {
  constexpr std::size_t indent = 20;
  const std::string out = "  " + paint(Style::bold, label) +
                          std::string(indent - 2 - std::min(indent - 3, display_width(label)), ' ');
  return out + wrapped(text, indent, indent, report_width(input)) + '\n';
}

std::string graph_section(const RenderInput& input, const ReportedJourneys& journeys,
                          const Painter& paint) {
  const Analysis& analysis = input.analysis;
  std::string out;
  if (!analysis.articulation_points.empty()) {
    out += paragraph("Cut vertices", names_text(input.model, analysis.articulation_points, 12),
                     input, paint);
  }
  for (const JourneyAnalysis* journey : journeys) {
    if (journeys.size() >= many_reported_journeys || journey->dominators.empty()) continue;
    const std::string text =
        names_text(input.model, journey->dominators, 12) +
        (journeys.size() > 1
             ? fmt::format(" (of {})", visible(input.model.journeys[journey->journey].name))
             : "");
    out += paragraph("Dominators", text, input, paint);
  }
  for (const auto& [reason, ids] : differences_by_reason(analysis)) {
    out +=
        paragraph(out.empty() ? "Drawing" : "",
                  fmt::format("{}: {}", names_text(input.model, ids, 8), difference_words(reason)),
                  input, paint);
  }
  return out;
}

std::string measured_figure(const char* name, Duration value, const DurationRange& range) {
  return fmt::format("{} {} ({})", name, to_human_text(value),
                     interval_text(range.low, range.high).from_to());
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
            measured_figure("MTBF", figures.mtbf, *figures.mtbf_range);
    if (figures.mttr_range)
      text += ", " + measured_figure("MTTR", figures.mttr, *figures.mttr_range);
  }
  if (found > most) text += fmt::format("; and {} more", found - most);
  return text.empty() ? "" : text + ", at 90 %";
}

std::string expired_text(const RenderInput& input, const Painter& paint) {
  constexpr std::size_t most = 8;
  const std::vector<ExpiredAcceptance>& expired = input.analysis.expired;
  std::string out;
  for (std::size_t i = 0; i < expired.size() && i < most; ++i) {
    out += paragraph(i == 0 ? "Expired" : "", expired_words(input, expired[i]), input, paint);
  }
  if (expired.size() > most) {
    out +=
        paragraph("", fmt::format("and {} more acceptances", expired.size() - most), input, paint);
  }
  return out;
}

std::string figures_section(const RenderInput& input, const ReportedJourneys& /*journeys*/,
                            const Painter& paint) {
  const Analysis& analysis = input.analysis;
  const Statements statements = statements_of(input);
  std::string out = expired_text(input, paint);
  if (!statements.assumptions.empty()) {
    constexpr std::size_t most_named = 40;
    out += paragraph("Assumed figures *",
                     assumptions_text(input, statements.assumptions, most_named) +
                         "; set figures from your own records",
                     input, paint);
  }
  if (const std::string measured = measured_text(input.model); !measured.empty()) {
    out += paragraph("Measured", measured, input, paint);
  }
  for (const Money& cost : analysis.component_costs) {
    out += paragraph("Components cost", money_text(cost) + " a year", input, paint);
  }
  if (!statements.unused.empty()) {
    out += paragraph("Not used", unused_text(input, statements.unused, 40), input, paint);
  }
  if (!analysis.not_modelled.empty()) {
    out += paragraph("Kept, not counted",
                     fmt::format("{}: these keys change no availability above",
                                 fmt::join(analysis.not_modelled, ", ")),
                     input, paint);
  }
  return out;
}

std::string journeys_section(const RenderInput& input, const ReportedJourneys& journeys,
                             const Painter& paint) {
  std::string out;
  for (const JourneyAnalysis* journey : journeys) {
    out += journey_verdict(input, *journey, paint);
    out += importance_bounds_text(input, *journey, paint);
    if (journey != journeys.back()) out += '\n';
  }
  return out;
}

/// A heading where one section tells of several journeys.
std::string of_journey(const RenderInput& input, const ReportedJourneys& journeys,
                       const JourneyAnalysis& journey, const Painter& paint) {
  if (journeys.size() < 2) return {};
  return "  " +
         paint(Style::bold, elided(visible(input.model.journeys[journey.journey].name), 60)) + '\n';
}

std::string points_section(const RenderInput& input, const ReportedJourneys& journeys,
                           const Painter& paint) {
  return journeys.size() == 1 ? journey_single_points(input, *journeys.front(), paint)
                              : shared_single_points(input, journeys, paint);
}

std::string combinations_section(const RenderInput& input, const ReportedJourneys& journeys,
                                 const Painter& paint) {
  std::string out;
  for (const JourneyAnalysis* journey : journeys) {
    const std::string text = journey_combinations(input, *journey, paint);
    if (text.empty()) continue;
    if (!out.empty()) out += '\n';
    out += of_journey(input, journeys, *journey, paint);
    out += text;
  }
  return out;
}

std::string redundancy_section_text(const RenderInput& input, const ReportedJourneys& journeys,
                                    const Painter& paint) {
  const std::string defeated = hidden_common_causes(input, journeys, paint);
  const std::string groups = redundancy_text(input, paint);
  return defeated + (defeated.empty() || groups.empty() ? "" : "\n") + groups;
}

std::string data_section_text(const RenderInput& input, const ReportedJourneys& /*journeys*/,
                              const Painter& paint) {
  const std::string disasters = disasters_text(input, paint);
  const std::string data = recovery_text(input, paint);
  return disasters + (disasters.empty() || data.empty() ? "" : "\n") + data;
}

/// A large system has many pools; here all of them are asked for.
std::string domains_section(const RenderInput& input, const ReportedJourneys& /*journeys*/,
                            const Painter& paint) {
  const ResultTable table = domains_table(input);
  std::string out;
  if (!table.rows.empty()) {
    out += "  " + paint(Style::bold, table.title) + "\n" +
           fitted(fmt::format("  {}\n", table.scope), report_width(input)) +
           terminal_table(table, table.rows.size()).text(2, paint, report_width(input));
  }
  const auto single = std::count_if(
      input.analysis.domains.begin(), input.analysis.domains.end(), [&](const DomainLosses& row) {
        return row.node.lost > 0 && !input.model.components[row.component].is_pool();
      });
  if (single > 0) {
    out +=
        fitted(fmt::format("  {} component{} of one instance {} lost with the node that runs {}.\n",
                           single, single == 1 ? "" : "s", single == 1 ? "is" : "are",
                           single == 1 ? "it" : "them"),
               report_width(input));
  }
  return out;
}

constexpr std::array section_rows = {
    ReportSection{"journeys", "promises, chances, money and uncertainty of each journey",
                  journeys_section},
    ReportSection{"points", "every single point of failure with its path", points_section},
    ReportSection{"combinations", "failures that only together stop a journey",
                  combinations_section},
    ReportSection{"redundancy", "what defeats it, and what switches and crews take",
                  redundancy_section_text},
    ReportSection{"domains", "what is left after the worst node and the worst zone",
                  domains_section},
    ReportSection{"data", "what each loss costs", data_section_text},
    ReportSection{"figures", "where they come from", figures_section},
    ReportSection{"graph", "cut vertices and dominators of the drawing", graph_section},
};

}  // namespace

std::span<const ReportSection> report_sections() {
  return section_rows;
}

std::vector<std::string> report_section_names() {
  std::vector<std::string> names;
  names.reserve(std::size(section_rows));
  for (const ReportSection& section : section_rows) names.emplace_back(section.name);
  return names;
}

}  // namespace cutpoint
