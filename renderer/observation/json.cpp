#include "analyzer/observation/observe.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

OrderedJson json_instant(const std::optional<Instant>& instant) {
  return instant ? OrderedJson(to_text(*instant)) : OrderedJson();
}

OrderedJson json_seconds(const std::optional<Duration>& duration) {
  return duration ? json_number(duration->in_seconds()) : OrderedJson();
}

OrderedJson json_interval(const DurationInterval& interval) {
  return OrderedJson::array(
      {json_number(interval.low.in_seconds()), json_number(interval.high.in_seconds())});
}

OrderedJson json_dominated(const DominatedMean& dominated) {
  OrderedJson longest = OrderedJson::array();
  for (const Duration repair : dominated.longest) longest.push_back(repair.in_seconds());
  OrderedJson json = {{"longest_repairs_seconds", std::move(longest)},
                      {"mttr_without_seconds", dominated.without.in_seconds()}};
  json["mttr_without_interval_seconds"] =
      dominated.interval_without ? json_interval(*dominated.interval_without) : OrderedJson();
  return json;
}

OrderedJson json_component(const ObservedComponent& row) {
  OrderedJson json = {
      {"name", row.name},
      {"failures", row.failures},
      {"merged", row.merged},
      {"open", row.open},
      {"operating_seconds", row.operating.in_seconds()},
      {"downtime_seconds", row.downtime.in_seconds()},
      {"planned_seconds", row.planned_downtime.in_seconds()},
      {"mtbf_seconds", row.never_up() ? OrderedJson() : OrderedJson(row.mtbf.in_seconds())},
      {"mtbf_interval_seconds", row.never_up() ? OrderedJson() : json_interval(row.mtbf_interval)},
      {"mttr_seconds", json_seconds(row.mttr)}};
  json["mttr_interval_seconds"] =
      row.mttr_interval ? json_interval(*row.mttr_interval) : OrderedJson();
  json["median_repair_seconds"] = json_seconds(row.median_repair);
  json["mttr_hangs_on"] = row.dominated ? json_dominated(*row.dominated) : OrderedJson();
  json["availability"] = row.availability ? OrderedJson(row.availability->value()) : OrderedJson();
  json["availability_interval"] = row.lowest_availability && row.highest_availability
                                      ? OrderedJson::array({row.lowest_availability->value(),
                                                            row.highest_availability->value()})
                                      : OrderedJson();
  return json;
}

Rendered render_observation_json(const ObservationReport& report) {
  OrderedJson json = {{"format", "cutpoint-observation/1"},
                      {"file", report.observation.file_name},
                      {"from", json_instant(report.observation.from)},
                      {"to", json_instant(report.observation.to)},
                      {"window_seconds", json_seconds(report.observation.window)},
                      {"confidence", report.observation.confidence}};
  OrderedJson& components = json["components"] = OrderedJson::array();
  for (const ObservedComponent& row : report.observation.components) {
    components.push_back(json_component(row));
  }
  return json_text(json);
}

}  // namespace

const Format<ObservationReport>& json_observation_format() {
  static const Format<ObservationReport> format{{"json", "the versioned machine-readable figures"},
                                                render_observation_json};
  return format;
}

}  // namespace cutpoint
