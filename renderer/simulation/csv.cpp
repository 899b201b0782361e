#include "cutpoint/simulation.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

using Cells = std::vector<std::string>;

/// Empty cells where no whole period was simulated.
void append_distribution(Cells& cells, const DowntimeDistribution& row) {
  for (const Duration value :
       {row.mean, row.median, row.percentile_90, row.percentile_95, row.percentile_99, row.worst}) {
    cells.push_back(row.periods > 0 ? csv_number(value.in_seconds()) : "");
  }
}

Rendered render_simulation_csv(const SimulationReport& report) {
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
  columns.insert(columns.end(), {"slo_missed", "slo_missed_low", "slo_missed_high",
                                 "unavailability_relative_error"});
  CsvTable table(columns);
  for (const JourneySimulation& journey : report.simulation.journeys) {
    Cells cells = {report.model.journeys[journey.journey].name};
    append_estimate(cells, journey.unavailability);
    append_estimate(cells, journey.outages_per_year);
    cells.push_back(journey.mean_outage ? csv_number(journey.mean_outage->in_seconds()) : "");
    cells.push_back(csv_number(journey.longest_outage.in_seconds()));
    append_distribution(cells, journey.year);
    append_distribution(cells, journey.month);
    if (journey.slo && journey.slo->periods > 0) {
      append_estimate(cells, journey.slo->probability);
    } else {
      cells.insert(cells.end(), 3, "");
    }
    cells.push_back(relative_error_cell(journey.unavailability));
    table.add(cells);
  }
  return table.text();
}

}  // namespace

const Format<SimulationReport>& csv_simulation_format() {
  static const Format<SimulationReport> format{{"csv", "one row a journey"}, render_simulation_csv};
  return format;
}

}  // namespace cutpoint
