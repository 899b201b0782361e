#include "renderer/chaos/words.hpp"

#include <fmt/format.h>

namespace cutpoint {

using State = Consequence::JourneyState::State;

std::string chaos_title(const Model& model, const ChaosExperiment& experiment) {
  const std::string& target = model.components[experiment.target].name;
  switch (experiment.action) {
    case ChaosAction::fail_instance:
      return fmt::format("fail instance {} of {}", experiment.instance, target);
    case ChaosAction::fail_component:
      return fmt::format("fail {}", target);
    case ChaosAction::fail_place:
      return fmt::format("fail the {} {}", model.kind_of(experiment.target).name, target);
    case ChaosAction::slow:
      return experiment.dependant.valid() ? fmt::format("make {} slow for {}", target,
                                                        model.components[experiment.dependant].name)
                                          : fmt::format("make {} slow", target);
  }
  return target;
}

std::string predicted_journeys(const Model& model, const ChaosExperiment& experiment) {
  std::string text;
  for (std::size_t i = 0; i < model.journeys.size(); ++i) {
    const State state = experiment.predicted.journeys[JourneyId(i)].state;
    const std::string_view word = state == State::up         ? "stays up"
                                  : state == State::degraded ? "is degraded"
                                                             : "is down";
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", model.journeys[JourneyId(i)].name, word);
  }
  return text;
}

std::string predicted_blast_radius(const Model& model, const ChaosExperiment& experiment) {
  std::string text;
  for (const Consequence::Fallen& row : experiment.predicted.fallen) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", model.components[row.component].name);
  }
  return text.empty() ? "nothing else" : text;
}

std::string steady_state(const Journey& journey) {
  std::string text = fmt::format("{} works", journey.name);
  if (journey.slo && journey.slo->availability) {
    text += fmt::format(" for at least {} of its users (its SLO)",
                        to_human_text(journey.slo->availability->value));
  }
  return text;
}

}  // namespace cutpoint
