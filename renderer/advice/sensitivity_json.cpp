// The versioned contract documented in docs/reference/advice-output.md.
#include "renderer/advice/sensitivity_json.hpp"

#include <algorithm>

#include "renderer/advice/sensitivity_rows.hpp"
#include "renderer/writing/json_text.hpp"

namespace cutpoint {

namespace {

OrderedJson number_or_null(const std::optional<double>& value) {
  return value ? OrderedJson(*value) : OrderedJson();
}

}  // namespace

OrderedJson sensitivity_json(const SensitivityReport& report) {
  OrderedJson journeys = OrderedJson::array();
  for (const JourneyId id : report.journeys) {
    const JourneySensitivity& journey = report.sensitivity.journeys[id];
    OrderedJson rows = OrderedJson::array();
    const std::size_t shown = std::min(report.top, journey.rows.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const SensitivityRow& row = journey.rows[i];
      rows.push_back({{"name", row.name},
                      {"kind", kind_text(report.model, row)},
                      {"half_mttr_saves_seconds", number_or_null(row.half_repair)},
                      {"double_mtbf_saves_seconds", number_or_null(row.double_uptime)},
                      {"double_mtbf_spares_outages", number_or_null(row.outages_spared)},
                      {"one_more_saves_seconds", number_or_null(row.one_more)}});
    }
    journeys.push_back({{"name", report.model.journeys[id].name},
                        {"method", name_of(journey.method)},
                        {"downtime_seconds_per_year", journey.downtime.in_seconds()},
                        {"rows", std::move(rows)},
                        {"rows_left_out", journey.rows.size() - shown}});
  }
  return {{"complete", report.sensitivity.complete}, {"journeys", std::move(journeys)}};
}

namespace {

Rendered render_sensitivity_json(const SensitivityReport& report) {
  OrderedJson json = {{"format", "cutpoint-sensitivity/1"}, {"model", report.model.name}};
  json.update(sensitivity_json(report));
  return json_text(json);
}

}  // namespace

const Format<SensitivityReport>& sensitivity_json_format() {
  static const Format<SensitivityReport> format{{"json", "the versioned machine-readable table"},
                                                render_sensitivity_json};
  return format;
}

}  // namespace cutpoint
