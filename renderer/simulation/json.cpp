#include "cutpoint/simulation.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

OrderedJson json_distribution(const DowntimeDistribution& row) {
  return {{"period_seconds", row.period.in_seconds()},
          {"periods", row.periods},
          {"without_downtime", row.without_downtime},
          {"mean_seconds", row.mean.in_seconds()},
          {"median_seconds", row.median.in_seconds()},
          {"p90_seconds", row.percentile_90.in_seconds()},
          {"p95_seconds", row.percentile_95.in_seconds()},
          {"p99_seconds", row.percentile_99.in_seconds()},
          {"worst_seconds", row.worst.in_seconds()}};
}

OrderedJson json_miss(const SimulatedMiss& miss) {
  OrderedJson json = {{"availability", miss.below.value()},
                      {"period", to_text(miss.period)},
                      {"period_seconds", miss.period.length.in_seconds()},
                      {"periods", miss.periods}};
  json["missed"] = miss.periods > 0 ? json_estimate(miss.probability) : OrderedJson();
  if (miss.credit) json["credit"] = miss.credit->value();
  return json;
}

Rendered render_simulation_json(const SimulationReport& report) {
  const auto& precision = report.simulation.precision;
  OrderedJson json = {
      {"format", "cutpoint-simulation/1"},
      {"model", {{"name", report.model.name}, {"file", report.options.file_name}}},
      {"years", report.simulation.years},
      {"precision", precision ? OrderedJson(*precision) : OrderedJson()},
      {"precision_reached",
       precision ? OrderedJson(report.simulation.precision_reached) : OrderedJson()},
      {"seed", report.simulation.seed},
      {"confidence", report.simulation.confidence},
      {"failures", report.simulation.failures},
      {"batches", report.simulation.batches}};
  OrderedJson& journeys = json["journeys"] = OrderedJson::array();
  for (const JourneySimulation& journey : report.simulation.journeys) {
    OrderedJson row = {
        {"name", report.model.journeys[journey.journey].name},
        {"method", "estimated"},
        {"unavailability", json_estimate(journey.unavailability)},
        {"full_service_unavailability", json_estimate(journey.full_unavailability)},
        {"unavailability_with_planned",
         journey.with_planned ? json_estimate(*journey.with_planned) : OrderedJson()},
        {"outages", journey.outages},
        {"outages_per_year", json_estimate(journey.outages_per_year)}};
    row["mean_outage_seconds"] =
        journey.mean_outage ? OrderedJson(journey.mean_outage->in_seconds()) : OrderedJson();
    row["longest_outage_seconds"] = journey.longest_outage.in_seconds();
    row["downtime_per_year"] = json_distribution(journey.year);
    row["downtime_per_month"] = json_distribution(journey.month);
    row["slo"] = journey.slo ? json_miss(*journey.slo) : OrderedJson();
    OrderedJson& sla = row["sla"] = OrderedJson::array();
    for (const SimulatedMiss& miss : journey.sla) sla.push_back(json_miss(miss));
    journeys.push_back(std::move(row));
  }
  return json_text(json);
}

}  // namespace

const Format<SimulationReport>& json_simulation_format() {
  static const Format<SimulationReport> format{{"json", "the versioned machine-readable figures"},
                                               render_simulation_json};
  return format;
}

}  // namespace cutpoint
