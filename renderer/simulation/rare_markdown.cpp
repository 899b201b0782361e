#include <fmt/format.h>

#include "cutpoint/simulation.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/markdown_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

Rendered render_rare_markdown(const RareReport& report) {
  std::string out = simulation_heading(report.model);
  out += "| journey | availability (estimated) | unavailability | outages a year |\n";
  out += "|---|---|---|---|\n";
  for (const RareJourney& journey : report.simulation.journeys) {
    const std::string name = markdown_text(report.model.journeys[journey.journey].name);
    out += journey.unavailability.interval
               ? fmt::format(
                     "| {} | {} | {} | {} |\n", name, availability_line(journey.unavailability),
                     estimate_text(journey.unavailability), estimate_text(journey.outages_per_year))
               : fmt::format("| {} | never seen down: nothing can be said | – | – |\n", name);
  }
  return out + fmt::format(
                   "\n{} cycles with forced failures, seed {}; intervals hold the truth "
                   "with {}.\n",
                   report.simulation.cycles, report.simulation.seed,
                   to_text(Probability(report.simulation.confidence)));
}

}  // namespace

const Format<RareReport>& rare_markdown_format() {
  static const Format<RareReport> format{{"markdown", "a table for a design document"},
                                         render_rare_markdown};
  return format;
}

}  // namespace cutpoint
