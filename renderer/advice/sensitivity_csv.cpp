#include <algorithm>

#include "renderer/advice/sensitivity_rows.hpp"
#include "renderer/writing/csv_text.hpp"

namespace cutpoint {

namespace {

Rendered render_sensitivity_csv(const SensitivityReport& report) {
  CsvTable table({"journey", "name", "kind", "half_mttr_saves_seconds", "double_mtbf_saves_seconds",
                  "double_mtbf_spares_outages", "one_more_saves_seconds", "method",
                  "journey_downtime_seconds_per_year"});
  for (const JourneyId id : report.journeys) {
    const JourneySensitivity& journey = report.sensitivity.journeys[id];
    const std::size_t shown =
        report.top_is_usual ? journey.rows.size() : std::min(report.top, journey.rows.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const SensitivityRow& row = journey.rows[i];
      table.add({report.model.journeys[id].name, row.name, kind_text(report.model, row),
                 csv_number(row.half_repair), csv_number(row.double_uptime),
                 csv_number(row.outages_spared), csv_number(row.one_more),
                 std::string(name_of(journey.method)), csv_number(journey.downtime.in_seconds())});
    }
  }
  return table.text();
}

}  // namespace

const Format<SensitivityReport>& sensitivity_csv_format() {
  static const Format<SensitivityReport> format{{"csv", "one row a part and journey"},
                                                render_sensitivity_csv};
  return format;
}

}  // namespace cutpoint
