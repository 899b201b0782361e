#include "cutpoint/rendering.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

OrderedJson json_path(const Model& model, const FailurePath& path) {
  return {{"path", json_names(model, path.steps)}, {"path_omitted", path.omitted}};
}

}  // namespace

std::string render_what_if_json(const RenderInput& input, const Consequence& consequence) {
  OrderedJson json = {{"format", "cutpoint-whatif/1"}};
  OrderedJson& failed = json["failed"] = OrderedJson::array();
  for (const EventId event : consequence.failed) {
    failed.push_back(input.function.events[event].name);
  }
  OrderedJson& fallen = json["fallen"] = OrderedJson::array();
  for (const auto& row : consequence.fallen) {
    fallen.push_back(input.model.components[row.component].name);
  }
  OrderedJson& journeys = json["journeys"] = OrderedJson::object();
  OrderedJson paths = OrderedJson::object();
  for (std::size_t i = 0; i < consequence.journeys.size(); ++i) {
    const auto& journey = consequence.journeys[JourneyId(i)];
    const std::string& name = input.model.journeys[JourneyId(i)].name;
    journeys[name] = name_of(journey.state);
    if (journey.path.steps.empty()) continue;
    OrderedJson path = json_path(input.model, journey.path);
    path["path"].insert(path["path"].begin(), name);
    paths[name] = std::move(path);
  }
  json["journey_paths"] = std::move(paths);
  OrderedJson& fallen_paths = json["fallen_paths"] = OrderedJson::object();
  for (const auto& row : consequence.fallen) {
    fallen_paths[input.model.components[row.component].name] = json_path(input.model, row.path);
  }
  return json.dump(2) + "\n";
}

}  // namespace cutpoint
