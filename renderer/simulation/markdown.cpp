#include <fmt/format.h>

#include "cutpoint/simulation.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

std::string distribution_row(const std::string& name, const char* period,
                             const DowntimeDistribution& row) {
  if (row.periods == 0) return {};
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name, period,
                     to_human_text(row.mean), to_human_text(row.median),
                     to_human_text(row.percentile_90), to_human_text(row.percentile_95),
                     to_human_text(row.percentile_99), to_human_text(row.worst),
                     chance_text(row.share_without_downtime()));
}

std::string miss_row(const std::string& name, const char* what, const SimulatedMiss& miss) {
  const std::string credit = miss.credit ? fmt::format(", credit {}", to_text(*miss.credit)) : "";
  return fmt::format("| {} | {}{} | {} over {} | {} |\n", name, what, credit,
                     stated_text(miss.below), to_human_text(miss.period),
                     miss.periods == 0 ? "no whole period" : chance_text(miss.probability.value));
}

std::string misses(const Model& model, const Simulation& simulation) {
  std::string rows;
  for (const JourneySimulation& journey : simulation.journeys) {
    const std::string name = markdown_text(model.journeys[journey.journey].name);
    if (journey.slo) rows += miss_row(name, "SLO", *journey.slo);
    for (const SimulatedMiss& miss : journey.sla) rows += miss_row(name, "SLA", miss);
  }
  if (rows.empty()) return {};
  return "\n| journey | promise | availability | missed in |\n|---|---|---|---:|\n" + rows;
}

Rendered render_simulation_markdown(const SimulationReport& report) {
  std::string out = simulation_heading(report.model);
  out +=
      "| journey | availability (estimated) | unavailability ± | outages a year | mean outage | "
      "longest |\n";
  out += "|---|---|---:|---|---:|---:|\n";
  std::string spread;
  for (const JourneySimulation& journey : report.simulation.journeys) {
    const std::string name = markdown_text(report.model.journeys[journey.journey].name);
    out += fmt::format(
        "| {} | {} | {} | {} | {} | {} |\n", name, availability_line(journey.unavailability),
        relative_error_text(journey.unavailability), estimate_text(journey.outages_per_year),
        journey.mean_outage ? to_human_text(*journey.mean_outage) : "–",
        to_human_text(journey.longest_outage));
    spread += distribution_row(name, "a year", journey.year);
    spread += distribution_row(name, "a month", journey.month);
  }
  if (!spread.empty()) {
    out += "\n| journey | downtime in | mean | median | 90 % | 95 % | 99 % | worst | without |\n";
    out += "|---|---|---:|---:|---:|---:|---:|---:|---:|\n" + spread;
  }
  const std::string precision = precision_text(report.simulation);
  return out + misses(report.model, report.simulation) +
         (precision.empty() ? "" : "\n" + precision + ".\n") +
         fmt::format("\n{} years, seed {}; intervals hold the truth with {}.\n",
                     report.simulation.years, report.simulation.seed,
                     to_text(Probability(report.simulation.confidence)));
}

}  // namespace

const Format<SimulationReport>& markdown_simulation_format() {
  static const Format<SimulationReport> format{{"markdown", "tables for a design document"},
                                               render_simulation_markdown};
  return format;
}

}  // namespace cutpoint
