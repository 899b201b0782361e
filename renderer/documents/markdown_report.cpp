// The analysis as a section of a design document.
#include <fmt/format.h>

#include "renderer/documents/document_regions.hpp"
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

std::string common_causes(const RenderInput& input) {
  std::string rows;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
      rows += fmt::format("| {} | {} | {} |\n",
                          markdown_text(input.model.journeys[journey.journey].name),
                          markdown_text(input.function.events[cause.event].name),
                          markdown_text(input.function.groups[cause.group].name));
    }
  }
  if (rows.empty()) return {};
  return "\n## Behind redundancy\n\n| journey | this alone | defeats |\n|---|---|---|\n" + rows;
}

std::string method(const RenderInput& input) {
  std::string out = "\n## Where the numbers come from\n\n";
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    out += fmt::format("- {}: {}\n", markdown_text(input.model.journeys[journey.journey].name),
                       name_of(journey.up.method));
  }
  if (!input.analysis.assumed.empty()) {
    out += "- assumed, from the catalogue: ";
    for (std::size_t i = 0; i < input.analysis.assumed.size(); ++i) {
      out += (i > 0 ? ", " : "") +
             markdown_text(input.model.components[input.analysis.assumed[i]].name);
    }
    out += '\n';
  }
  return out;
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
  out += "\n## Single points of failure\n\n" + region("spofs", input);
  out += common_causes(input);
  out += "\n## What fails together\n\n" + region("cut-sets", input);
  return out + method(input) + picture_section(input);
}

}  // namespace

const Format<RenderInput>& markdown_report_analysis_format() {
  static const Format<RenderInput> format{
      {"markdown", "tables and a Mermaid diagram for a design document"}, render_markdown_report};
  return format;
}

}  // namespace cutpoint
