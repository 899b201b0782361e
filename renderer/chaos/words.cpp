#include "renderer/chaos/words.hpp"

#include <fmt/format.h>

#include "renderer/writing/key_words.hpp"

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
      return fmt::format("fail the {} {}", key_words(model.kind_of(experiment.target).name),
                         target);
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

std::string reason_text(const Model& model, const ChaosExperiment& experiment) {
  const Component& target = model.components[experiment.target];
  const std::string who =
      experiment.dependant.valid() ? model.components[experiment.dependant].name : "the journey";
  switch (experiment.why) {
    case ChaosReason::redundant_member:
      return fmt::format("`{}` is redundant: {}", target.name, experiment.group);
    case ChaosReason::pool_instance:
      return fmt::format("one of {} instances of `{}`, of which {} must work", target.replicas,
                         target.name, target.at_least);
    case ChaosReason::place_with_all:
      return fmt::format("everything on the {} `{}` fails with it",
                         key_words(model.kind_of(experiment.target).name), target.name);
    case ChaosReason::single_point:
      return fmt::format("`{}` is a single point of failure: an outage is predicted", target.name);
    case ChaosReason::soft_need:
      return fmt::format("{} wants `{}`, and does without", who, target.name);
    case ChaosReason::fallback:
      return fmt::format("{} has a fallback where `{}` does not answer, which works in {}", who,
                         target.name, to_text(*experiment.fallback));
    case ChaosReason::somebody_elses_need:
      return fmt::format("{} waits for `{}`, which somebody else runs", who, target.name);
  }
  return "";
}

std::vector<std::string> omission_texts(const Model& model, const ChaosPlan& plan) {
  std::vector<std::string> texts;
  for (const ChaosOmission& row : plan.left_out) {
    switch (row.reason) {
      case ChaosOmission::Reason::plan_is_full:
        texts.push_back(
            fmt::format("{} further experiments: a plan has at most {}", row.count, row.kept));
        break;
      case ChaosOmission::Reason::instances_alike:
        texts.push_back(fmt::format("{} further instances of {}: like the first {}", row.count,
                                    model.components[row.pool].name, row.kept));
        break;
      case ChaosOmission::Reason::nothing_to_fail:
        texts.push_back(fmt::format("{}: a {} is nothing that an experiment fails", row.event,
                                    row.kind == EventKind::link ? "link" : "common cause"));
        break;
    }
  }
  return texts;
}

namespace {

/// A difference of one experiment that was run.
class DifferenceWords {
 public:
  DifferenceWords(const Model& model, const ChaosExperiment& experiment,
                  const ChaosDifference& difference)
      : model_(model), experiment_(experiment), difference_(difference) {}

  [[nodiscard]] std::string what() const {
    switch (difference_.kind) {
      case ChaosDifference::Kind::journey_state:
        return fmt::format("`{}` was {}, predicted {}", journey(), name_of(difference_.seen),
                           name_of(predicted()));
      case ChaosDifference::Kind::fell:
        return fmt::format("`{}` fell, which was not predicted", component());
      case ChaosDifference::Kind::stood:
        return fmt::format("`{}` was predicted to fall, and did not", component());
      case ChaosDifference::Kind::slow_recovery:
        return fmt::format("it took {} to recover, predicted {}", to_human_text(difference_.took),
                           to_human_text(*experiment_.back_within));
    }
    return "";
  }

  [[nodiscard]] std::string change() const {
    switch (difference_.kind) {
      case ChaosDifference::Kind::journey_state:
        return change_for_journey();
      case ChaosDifference::Kind::fell:
        return change_for_fallen();
      case ChaosDifference::Kind::stood:
        return change_for_standing();
      case ChaosDifference::Kind::slow_recovery:
        return fmt::format("set `restart.time` of `{}` to what was measured: {}", target(),
                           to_text(difference_.took));
    }
    return "";
  }

 private:
  [[nodiscard]] const std::string& target() const {
    return model_.components[experiment_.target].name;
  }
  [[nodiscard]] const std::string& component() const {
    return model_.components[difference_.component].name;
  }
  [[nodiscard]] const std::string& journey() const {
    return model_.journeys[difference_.journey].name;
  }
  [[nodiscard]] State predicted() const {
    return experiment_.predicted.journeys[difference_.journey].state;
  }

  [[nodiscard]] std::string change_for_journey() const {
    if (difference_.seen == State::down) {
      if (experiment_.action == ChaosAction::fail_instance) {
        return fmt::format(
            "the instances of `{0}` that are left did not carry `{1}`: raise `at_least` of `{0}`, "
            "or state a `failover` that does not always succeed",
            target(), journey());
      }
      return fmt::format(
          "`{1}` needs `{0}` in a way the document does not say: look for the path and write it as "
          "a hard `depends_on`, or as a common cause of what was thought redundant",
          target(), journey());
    }
    if (predicted() == State::down) {
      return fmt::format(
          "`{1}` does without `{0}` somehow: make the requirement `soft`, add a `fallback`, or "
          "write the redundancy down as `any_of` or `replicas`",
          target(), journey());
    }
    if (difference_.seen == State::degraded) {
      return fmt::format("`{1}` lost something with `{0}`: add it as a `soft` requirement",
                         target(), journey());
    }
    return fmt::format("nobody missed `{0}` in `{1}`: is the `soft` requirement still there?",
                       target(), journey());
  }

  [[nodiscard]] std::string change_for_fallen() const {
    if (difference_.runs_on_target) {
      return fmt::format(
          "what of `{0}` runs elsewhere than on `{1}` did not carry it: raise its `at_least`, or "
          "correct its `runs_on`",
          component(), target());
    }
    return fmt::format(
        "`{}` needs `{}`, or shares something with it: add it to its `depends_on` or `runs_on`, or "
        "as a common cause",
        component(), target());
  }

  [[nodiscard]] std::string change_for_standing() const {
    if (difference_.runs_on_target) {
      return fmt::format("not all of `{0}` runs on `{1}`: correct its `runs_on` or `at_least`",
                         component(), target());
    }
    return fmt::format(
        "`{}` does without `{}`: its requirement is `soft`, has a `fallback` or is redundant",
        component(), target());
  }

  const Model& model_;
  const ChaosExperiment& experiment_;
  const ChaosDifference& difference_;
};

}  // namespace

std::vector<std::string> difference_texts(const Model& model, const JudgedExperiment& judged) {
  std::vector<std::string> texts;
  for (const ChaosDifference& row : judged.differences) {
    texts.push_back(DifferenceWords(model, *judged.experiment, row).what());
  }
  return texts;
}

std::vector<std::string> change_texts(const Model& model, const JudgedExperiment& judged) {
  std::vector<std::string> texts;
  for (const ChaosDifference& row : judged.differences) {
    texts.push_back(DifferenceWords(model, *judged.experiment, row).change());
  }
  return texts;
}

std::string steady_state(const Journey& journey) {
  std::string text = fmt::format("{} works", journey.name);
  if (journey.slo && journey.slo->availability) {
    text += fmt::format(" for at least {} of its users (its SLO)",
                        stated_text(journey.slo->availability->value));
  }
  return text;
}

}  // namespace cutpoint
