// The versioned contracts documented in docs/reference/chaos-output.md.
#include "renderer/chaos/words.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

OrderedJson experiment_json(const ChaosReport& report, const ChaosExperiment& experiment) {
  const Model& model = report.model;
  OrderedJson journeys = OrderedJson::object();
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    journeys[model.journeys[JourneyId(i)].name] =
        name_of(experiment.predicted.journeys[JourneyId(i)].state);
  }
  OrderedJson fallen = OrderedJson::array();
  for (const Consequence::Fallen& row : experiment.predicted.fallen) {
    fallen.push_back(model.components[row.component].name);
  }
  return {
      {"id", experiment.id},
      {"action", name_of(experiment.action)},
      {"target", model.components[experiment.target].name},
      {"instance", experiment.instance == 0 ? OrderedJson() : OrderedJson(experiment.instance)},
      {"dependant", experiment.dependant.valid()
                        ? OrderedJson(model.components[experiment.dependant].name)
                        : OrderedJson()},
      {"what", chaos_title(model, experiment)},
      {"why", reason_text(report.model, experiment)},
      {"predicted", {{"journeys", std::move(journeys)}, {"fallen", std::move(fallen)}}},
      {"back_within_seconds",
       experiment.back_within ? OrderedJson(experiment.back_within->in_seconds()) : OrderedJson()},
      {"switch_within_seconds", experiment.switch_within
                                    ? OrderedJson(experiment.switch_within->in_seconds())
                                    : OrderedJson()}};
}

Rendered render_chaos_json(const ChaosReport& report) {
  OrderedJson json = {{"format", "cutpoint-chaos/1"}, {"model", report.model.name}};
  OrderedJson& experiments = json["experiments"] = OrderedJson::array();
  for (const ChaosExperiment& experiment : report.plan.experiments) {
    experiments.push_back(experiment_json(report, experiment));
  }
  json["left_out"] = omission_texts(report.model, report.plan);
  return json_text(json);
}

}  // namespace

const Format<ChaosReport>& json_chaos_format() {
  static const Format<ChaosReport> format{{"json", "the versioned machine-readable plan"},
                                          render_chaos_json};
  return format;
}

}  // namespace cutpoint
