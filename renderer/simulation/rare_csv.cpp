#include "cutpoint/simulation.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

Rendered render_rare_csv(const RareReport& report) {
  CsvTable table({"journey", "unavailability", "unavailability_low", "unavailability_high",
                  "outages_per_year", "outages_per_year_low", "outages_per_year_high",
                  "cycles_down", "unavailability_relative_error"});
  for (const RareJourney& journey : report.simulation.journeys) {
    std::vector<std::string> cells = {report.model.journeys[journey.journey].name};
    append_estimate(cells, journey.unavailability);
    append_estimate(cells, journey.outages_per_year);
    cells.push_back(std::to_string(journey.cycles_down));
    cells.push_back(relative_error_cell(journey.unavailability));
    table.add(cells);
  }
  return table.text();
}

}  // namespace

const Format<RareReport>& rare_csv_format() {
  static const Format<RareReport> format{{"csv", "one row a journey"}, render_rare_csv};
  return format;
}

}  // namespace cutpoint
