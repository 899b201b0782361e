#include <fmt/format.h>

#include "cutpoint/rare_events.hpp"
#include "cutpoint/rendering.hpp"
#include "cutpoint/simulation.hpp"
#include "renderer/analysis/service_levels_text.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

std::string estimate_text(const Estimate& estimate) {
  if (!estimate.interval) return fmt::format("{:.4g}", estimate.value);
  return fmt::format("{:.4g} ({:.4g} to {:.4g})", estimate.value, estimate.interval->low,
                     estimate.interval->high);
}

std::string distribution_row(const std::string& name, const char* period,
                             const DowntimeDistribution& row) {
  if (row.periods == 0) return {};
  const double none = static_cast<double>(row.without_downtime) / static_cast<double>(row.periods);
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name, period,
                     to_human_text(row.mean), to_human_text(row.median),
                     to_human_text(row.percentile_90), to_human_text(row.percentile_95),
                     to_human_text(row.percentile_99), to_human_text(row.worst), chance_text(none));
}

std::string miss_row(const std::string& name, const char* what, const SimulatedMiss& miss) {
  const std::string credit = miss.credit ? fmt::format(", credit {}", to_text(*miss.credit)) : "";
  return fmt::format("| {} | {}{} | {} over {} | {} |\n", name, what, credit,
                     to_human_text(miss.below), to_human_text(miss.period),
                     miss.periods == 0 ? "no whole period" : chance_text(miss.probability.value));
}

std::string heading_of(const Model& model) {
  return fmt::format("### Simulation{}{}\n\n", model.name.empty() ? "" : ": ",
                     markdown_text(model.name));
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

}  // namespace

std::string render_simulation_markdown(const Model& model, const Simulation& simulation) {
  std::string out = heading_of(model);
  out += "| journey | availability (estimated) | outages a year | mean outage | longest |\n";
  out += "|---|---|---|---:|---:|\n";
  std::string spread;
  for (const JourneySimulation& journey : simulation.journeys) {
    const std::string name = markdown_text(model.journeys[journey.journey].name);
    out +=
        fmt::format("| {} | {} | {} | {} | {} |\n", name, availability_line(journey.unavailability),
                    estimate_text(journey.outages_per_year),
                    journey.mean_outage ? to_human_text(*journey.mean_outage) : "–",
                    to_human_text(journey.longest_outage));
    spread += distribution_row(name, "a year", journey.year);
    spread += distribution_row(name, "a month", journey.month);
  }
  if (!spread.empty()) {
    out += "\n| journey | downtime in | mean | median | 90 % | 95 % | 99 % | worst | without |\n";
    out += "|---|---|---:|---:|---:|---:|---:|---:|---:|\n" + spread;
  }
  return out + misses(model, simulation) +
         fmt::format("\n{} years, seed {}; intervals hold the truth with {}.\n", simulation.years,
                     simulation.seed, to_text(Probability(simulation.confidence)));
}

std::string render_rare_markdown(const Model& model, const RareSimulation& simulation) {
  std::string out = heading_of(model);
  out += "| journey | availability (estimated) | unavailability | outages a year |\n";
  out += "|---|---|---|---|\n";
  for (const RareJourney& journey : simulation.journeys) {
    const std::string name = markdown_text(model.journeys[journey.journey].name);
    out += journey.unavailability.interval
               ? fmt::format(
                     "| {} | {} | {} | {} |\n", name, availability_line(journey.unavailability),
                     estimate_text(journey.unavailability), estimate_text(journey.outages_per_year))
               : fmt::format("| {} | never seen down: nothing can be said | – | – |\n", name);
  }
  return out + fmt::format(
                   "\n{} cycles with forced failures, seed {}; intervals hold the truth "
                   "with {}.\n",
                   simulation.cycles, simulation.seed, to_text(Probability(simulation.confidence)));
}

}  // namespace cutpoint
