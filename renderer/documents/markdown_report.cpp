// The analysis as a section of a design document.
#include <fmt/format.h>

#include "renderer/analysis/disaster_table.hpp"
#include "renderer/analysis/next_words.hpp"
#include "renderer/analysis/recovery_table.hpp"
#include "renderer/analysis/redundancy_table.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/documents/document_regions.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

std::string region(std::string_view name, const RenderInput& input) {
  for (const DocumentRegionKind& kind : document_region_kinds()) {
    if (kind.name == name) return kind.render(input, {})->markdown;
  }
  return {};
}

std::string with_capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() -= 'a' - 'A';
  return text;
}

std::string common_causes(const RenderInput& input) {
  std::string rows;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
      rows += fmt::format("| {} | {} | {} |\n",
                          markdown_text(input.model.journeys[journey.journey].name),
                          markdown_text(input.function.events[cause.event].name),
                          markdown_text(redundancy_words(input, cause.group)));
    }
  }
  if (rows.empty()) return {};
  return "\n## Behind redundancy\n\n| journey | this alone | defeats |\n|---|---|---|\n" + rows;
}

std::string titled_table(const ResultTable& table) {
  if (table.rows.empty()) return {};
  return fmt::format("\n## {}\n\n{}:\n\n{}", table.title, with_capital(table.scope),
                     markdown_table(table));
}

std::string data_section(const RenderInput& input) {
  if (input.analysis.recovery.empty()) return {};
  std::string out = "\n## Data\n\n" + region("rto-rpo", input);
  std::string remarks;
  for (const RecoveredData& data : recovery_table(input)) {
    std::string text;
    for (const RecoveredData::Objective& objective : data.objectives) {
      text +=
          fmt::format("{} at most {}{}{}; ", objective.of, to_human_text(objective.at_most),
                      objective.journey.empty() ? "" : " for ", markdown_text(objective.journey));
    }
    text += markdown_text(data.copies.text);
    if (!text.empty()) remarks += fmt::format("- {}: {}\n", markdown_text(data.name), text);
  }
  return out + (remarks.empty() ? "" : "\n" + remarks);
}

std::string basis(const RenderInput& input) {
  const Statements statements = statements_of(input);
  std::string out;
  if (!statements.assumptions.empty()) {
    out += fmt::format("- assumed (\\*): {}\n",
                       markdown_text(assumptions_text(input, statements.assumptions,
                                                      statements.assumptions.size())));
  }
  if (!statements.unused.empty()) {
    out +=
        fmt::format("- not used: {}\n",
                    markdown_text(unused_text(input, statements.unused, statements.unused.size())));
  }
  for (const Caveat& caveat : statements.caveats) {
    out += fmt::format("- {}\n", markdown_text(caveat_words(input, caveat)));
  }
  return out.empty() ? "" : "\n## Where the numbers come from\n\n" + out;
}

/// A fence longer than any run of backticks inside cannot be closed by a name.
std::string picture_section(const RenderInput& input) {
  if (!input.model.form.shows_needs) return {};
  const Rendered drawn = find_format(picture_formats(), "mermaid")->render(input);
  return "\n## Diagram\n\n````mermaid\n" + drawn->content + "````\n";
}

Rendered render_markdown_report(const RenderInput& input) {
  const std::string name = input.model.name.empty() ? input.options.file_name : input.model.name;
  std::string out = "# " + markdown_text(name) + "\n\n";
  if (!input.model.description.empty()) out += markdown_text(input.model.description) + "\n\n";
  out += "## Availability\n\n" + region("availability", input);
  if (input.model.form.has_figures) {
    const auto next = next_words(input, statements_of(input), worst_data_first(input));
    if (!next.empty()) out += fmt::format("\nNext: {}.\n", markdown_text(next.front()));
  }
  out += "\n## Single points of failure\n\n" + region("spofs", input);
  out += common_causes(input);
  out += "\n## What fails together\n\n" + region("cut-sets", input);
  out += titled_table(redundancy_table(input)) + titled_table(disaster_table(input));
  return out + data_section(input) + basis(input) + picture_section(input);
}

}  // namespace

const Format<RenderInput>& markdown_report_analysis_format() {
  static const Format<RenderInput> format{
      {"markdown", "tables and a Mermaid diagram for a design document"}, render_markdown_report};
  return format;
}

}  // namespace cutpoint
