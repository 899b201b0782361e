#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

OrderedJson json_path(const Model& model, const FailurePath& path) {
  return {{"path", json_names(model, path.steps)}, {"path_omitted", path.omitted}};
}

Rendered render_what_if_json(const WhatIfReport& report) {
  OrderedJson json = {{"format", "cutpoint-whatif/1"}};
  OrderedJson& failed = json["failed"] = OrderedJson::array();
  for (const EventId event : report.consequence.failed) {
    failed.push_back(report.function.events[event].name);
  }
  for (const EventId event : report.consequence.stuck) {
    json["stuck"].push_back(report.function.events[event].name);
  }
  for (const EventId event : report.consequence.unused) {
    json["unused"].push_back(report.function.events[event].name);
  }
  OrderedJson& fallen = json["fallen"] = OrderedJson::array();
  for (const auto& row : report.consequence.fallen) {
    fallen.push_back(report.model.components[row.component].name);
  }
  OrderedJson& journeys = json["journeys"] = OrderedJson::object();
  OrderedJson paths = OrderedJson::object();
  for (std::size_t i = 0; i < report.consequence.journeys.size(); ++i) {
    const auto& journey = report.consequence.journeys[JourneyId(i)];
    const std::string& name = report.model.journeys[JourneyId(i)].name;
    journeys[name] = name_of(journey.state);
    if (journey.path.steps.empty()) continue;
    OrderedJson path = json_path(report.model, journey.path);
    path["path"].insert(path["path"].begin(), name);
    paths[name] = std::move(path);
  }
  json["journey_paths"] = std::move(paths);
  OrderedJson& fallen_paths = json["fallen_paths"] = OrderedJson::object();
  for (const auto& row : report.consequence.fallen) {
    fallen_paths[report.model.components[row.component].name] = json_path(report.model, row.path);
  }
  return json_text(json);
}

}  // namespace

const Format<WhatIfReport>& json_what_if_format() {
  static const Format<WhatIfReport> format{{"json", "the versioned machine-readable consequence"},
                                           render_what_if_json};
  return format;
}

}  // namespace cutpoint
