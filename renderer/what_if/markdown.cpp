#include <fmt/format.h>

#include "renderer/what_if/fallen_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

std::string journey_row(const Model& model, JourneyId id,
                        const Consequence::JourneyState& journey) {
  const std::string name = markdown_text(model.journeys[id].name);
  const std::string path = journey.path.steps.empty()
                               ? ""
                               : name + " → " + markdown_text(path_text(model, journey.path));
  return fmt::format("| {} | {} | {} |\n", name, name_of(journey.state), path);
}

Rendered render_what_if_markdown(const WhatIfReport& report) {
  std::string failed;
  for (const EventId event : report.consequence.failed) {
    failed += (failed.empty() ? "" : ", ") + markdown_text(report.function.events[event].name);
  }
  std::string out = fmt::format(
      "### If this fails: {}\n\n| journey | is | because of |\n|---|---|---|\n", failed);
  for (std::size_t i = 0; i < report.consequence.journeys.size(); ++i) {
    out += journey_row(report.model, JourneyId(i), report.consequence.journeys[JourneyId(i)]);
  }
  for (const EventId event : report.consequence.stuck) {
    out += fmt::format("\nThere is {}.\n", markdown_text(report.function.events[event].name));
  }
  for (const EventId event : report.consequence.unused) {
    out +=
        fmt::format("\nNo journey uses {}.\n", markdown_text(report.function.events[event].name));
  }
  if (report.consequence.fallen.empty()) return out + "\nNothing else falls.\n";
  out += "\n| falls with it | by |\n|---|---|\n";
  for (const Consequence::Fallen& row : report.consequence.fallen) {
    out += fmt::format("| {} | {} |\n", markdown_text(report.model.components[row.component].name),
                       markdown_text(fallen_words(report, row)));
  }
  return out;
}

}  // namespace

const Format<WhatIfReport>& markdown_what_if_format() {
  static const Format<WhatIfReport> format{{"markdown", "tables for a design document"},
                                           render_what_if_markdown};
  return format;
}

}  // namespace cutpoint
