#include "cutpoint/rare_events.hpp"
#include "cutpoint/rendering.hpp"
#include "cutpoint/simulation.hpp"
#include "renderer/writing/csv_text.hpp"

namespace cutpoint {

namespace {

using Cells = std::vector<std::string>;

void append(Cells& cells, const Estimate& estimate) {
  cells.push_back(csv_number(estimate.value));
  cells.push_back(estimate.interval ? csv_number(estimate.interval->low) : "");
  cells.push_back(estimate.interval ? csv_number(estimate.interval->high) : "");
}

/// Empty cells where no whole period was simulated.
void append(Cells& cells, const DowntimeDistribution& row) {
  for (const Duration value :
       {row.mean, row.median, row.percentile_90, row.percentile_95, row.percentile_99, row.worst}) {
    cells.push_back(row.periods > 0 ? csv_number(value.in_seconds()) : "");
  }
}

}  // namespace

std::string render_simulation_csv(const Model& model, const Simulation& simulation) {
  Cells columns = {"journey",
                   "unavailability",
                   "unavailability_low",
                   "unavailability_high",
                   "outages_per_year",
                   "outages_per_year_low",
                   "outages_per_year_high",
                   "mean_outage_seconds",
                   "longest_outage_seconds"};
  for (const std::string period : {"year", "month"}) {
    for (const std::string what : {"mean", "median", "p90", "p95", "p99", "worst"}) {
      columns.push_back(period + "_downtime_" + what + "_seconds");
    }
  }
  columns.insert(columns.end(), {"slo_missed", "slo_missed_low", "slo_missed_high"});
  CsvTable table(std::move(columns));
  for (const JourneySimulation& journey : simulation.journeys) {
    Cells cells = {model.journeys[journey.journey].name};
    append(cells, journey.unavailability);
    append(cells, journey.outages_per_year);
    cells.push_back(journey.mean_outage ? csv_number(journey.mean_outage->in_seconds()) : "");
    cells.push_back(csv_number(journey.longest_outage.in_seconds()));
    append(cells, journey.year);
    append(cells, journey.month);
    if (journey.slo && journey.slo->periods > 0) {
      append(cells, journey.slo->probability);
    } else {
      cells.insert(cells.end(), 3, "");
    }
    table.add(cells);
  }
  return table.text();
}

std::string render_rare_csv(const Model& model, const RareSimulation& simulation) {
  CsvTable table({"journey", "unavailability", "unavailability_low", "unavailability_high",
                  "outages_per_year", "outages_per_year_low", "outages_per_year_high",
                  "cycles_down"});
  for (const RareJourney& journey : simulation.journeys) {
    Cells cells = {model.journeys[journey.journey].name};
    append(cells, journey.unavailability);
    append(cells, journey.outages_per_year);
    cells.push_back(std::to_string(journey.cycles_down));
    table.add(cells);
  }
  return table.text();
}

}  // namespace cutpoint
