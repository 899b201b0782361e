#include "cutpoint/simulation.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

Rendered render_rare_json(const RareReport& report) {
  OrderedJson json = {{"format", "cutpoint-rare-simulation/1"},
                      {"model", {{"name", report.model.name}, {"file", report.options.file_name}}},
                      {"cycles", report.simulation.cycles},
                      {"seed", report.simulation.seed},
                      {"confidence", report.simulation.confidence}};
  OrderedJson& journeys = json["journeys"] = OrderedJson::array();
  for (const RareJourney& journey : report.simulation.journeys) {
    journeys.push_back({{"name", report.model.journeys[journey.journey].name},
                        {"method", "estimated"},
                        {"unavailability", json_estimate(journey.unavailability)},
                        {"outages_per_year", json_estimate(journey.outages_per_year)},
                        {"cycles_down", journey.cycles_down}});
  }
  return json_text(json);
}

}  // namespace

const Format<RareReport>& rare_json_format() {
  static const Format<RareReport> format{{"json", "the versioned machine-readable figures"},
                                         render_rare_json};
  return format;
}

}  // namespace cutpoint
