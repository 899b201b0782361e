#include "analyzer/observation/observe.hpp"
#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

using Cells = std::vector<std::string>;

void append_interval(Cells& cells, const std::optional<DurationInterval>& interval) {
  cells.push_back(interval ? csv_number(interval->low.in_seconds()) : "");
  cells.push_back(interval ? csv_number(interval->high.in_seconds()) : "");
}

/// Empty cells where the mean hangs on no few incidents.
void append_dominated(Cells& cells, const std::optional<DominatedMean>& dominated) {
  cells.push_back(dominated ? std::to_string(dominated->longest.size()) : "");
  cells.push_back(dominated ? csv_number(dominated->without.in_seconds()) : "");
  append_interval(cells, dominated ? dominated->interval_without : std::nullopt);
}

std::string availability_value(const std::optional<Availability>& availability) {
  return availability ? csv_number(availability->value()) : "";
}

Rendered render_observation_csv(const ObservationReport& report) {
  CsvTable table({"component",
                  "failures",
                  "merged",
                  "open",
                  "operating_seconds",
                  "downtime_seconds",
                  "planned_seconds",
                  "mtbf_seconds",
                  "mtbf_seconds_low",
                  "mtbf_seconds_high",
                  "mttr_seconds",
                  "mttr_seconds_low",
                  "mttr_seconds_high",
                  "availability",
                  "availability_low",
                  "availability_high",
                  "confidence",
                  "median_repair_seconds",
                  "mttr_hangs_on_incidents",
                  "mttr_without_seconds",
                  "mttr_without_seconds_low",
                  "mttr_without_seconds_high"});
  for (const ObservedComponent& row : report.observation.components) {
    Cells cells = {row.name,
                   std::to_string(row.failures),
                   std::to_string(row.merged),
                   std::to_string(row.open),
                   csv_number(row.operating.in_seconds()),
                   csv_number(row.downtime.in_seconds()),
                   csv_number(row.planned_downtime.in_seconds()),
                   row.never_up() ? "" : csv_number(row.mtbf.in_seconds())};
    append_interval(cells, row.never_up() ? std::nullopt : std::optional(row.mtbf_interval));
    cells.push_back(row.mttr ? csv_number(row.mttr->in_seconds()) : "");
    append_interval(cells, row.mttr_interval);
    for (const auto& value :
         {row.availability, row.lowest_availability, row.highest_availability}) {
      cells.push_back(availability_value(value));
    }
    cells.push_back(csv_number(report.observation.confidence));
    cells.push_back(row.median_repair ? csv_number(row.median_repair->in_seconds()) : "");
    append_dominated(cells, row.dominated);
    table.add(cells);
  }
  return table.text();
}

}  // namespace

const Format<ObservationReport>& csv_observation_format() {
  static const Format<ObservationReport> format{{"csv", "one row a component"},
                                                render_observation_csv};
  return format;
}

}  // namespace cutpoint
