// What happened against what was predicted.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyzer/chaos/chaos.hpp"

namespace cutpoint {

using SeenState = Consequence::JourneyState::State;

std::string_view name_of(ChaosVerdict verdict) {
  switch (verdict) {
    case ChaosVerdict::confirmed:
      return "confirmed";
    case ChaosVerdict::refuted:
      return "refuted";
    case ChaosVerdict::not_run:
      return "not run";
  }
  return "";
}

namespace {

SeenState state_of(std::string_view text) {
  return text == "down"       ? SeenState::down
         : text == "degraded" ? SeenState::degraded
                              : SeenState::up;
}

/// One experiment that was run.
class Judge {
 public:
  Judge(const Model& model, const ChaosExperiment& experiment, Diagnostics& diagnostics)
      : model_(model), experiment_(experiment), diagnostics_(diagnostics) {}

  JudgedExperiment judge(const ChaosResult& result) {
    judged_.experiment = &experiment_;
    judged_.note = result.note;
    for (const auto& [journey, state] : result.journeys) judge_journey(journey, state.value);
    if (result.fallen) judge_fallen(*result.fallen);
    if (result.recovered_in) judge_recovery(result.recovered_in->value);
    // Nothing that was looked at differs; where nothing was looked at, nothing is confirmed.
    const bool looked = !result.journeys.empty() || result.fallen ||
                        (result.recovered_in && experiment_.back_within);
    judged_.verdict = !judged_.differences.empty() ? ChaosVerdict::refuted
                      : looked                     ? ChaosVerdict::confirmed
                                                   : ChaosVerdict::not_run;
    return std::move(judged_);
  }

 private:
  [[nodiscard]] const std::string& target() const {
    return model_.components[experiment_.target].name;
  }

  void judge_journey(const Spanned<std::string>& written, std::string_view text) {
    std::vector<std::string_view> names;
    for (const Journey& journey : model_.journeys) names.push_back(journey.name);
    const auto found = std::find(names.begin(), names.end(), written.value);
    if (found == names.end()) {
      unknown(written, "journey", names);
      return;
    }
    const JourneyId id(static_cast<std::size_t>(found - names.begin()));
    const SeenState predicted = experiment_.predicted.journeys[id].state;
    const SeenState seen = state_of(text);
    if (seen == predicted) return;
    ChaosDifference difference;
    difference.journey = id;
    difference.seen = seen;
    judged_.differences.push_back(difference);
  }

  void judge_fallen(const std::vector<Spanned<std::string>>& fallen) {
    std::vector<std::string_view> names;
    for (const Component& component : model_.components) names.push_back(component.name);
    std::set<std::string> seen;
    for (const Spanned<std::string>& written : fallen) {
      if (!model_.find_component(written.value).valid()) {
        unknown(written, "component", names);
      } else if (written.value != target()) {
        seen.insert(written.value);
      }
    }
    std::set<std::string> predicted;
    for (const Consequence::Fallen& row : experiment_.predicted.fallen) {
      predicted.insert(model_.components[row.component].name);
    }
    for (const std::string& name : seen) {
      if (!predicted.contains(name)) differ(ChaosDifference::Kind::fell, name);
    }
    for (const std::string& name : predicted) {
      if (!seen.contains(name)) differ(ChaosDifference::Kind::stood, name);
    }
  }

  void differ(ChaosDifference::Kind kind, const std::string& name) {
    ChaosDifference difference;
    difference.kind = kind;
    difference.component = model_.find_component(name);
    difference.runs_on_target = runs_on_target(difference.component);
    judged_.differences.push_back(difference);
  }

  /// With all that hosts it; hosts form no circle.
  [[nodiscard]] bool runs_on_target(ComponentId component) const {
    std::vector<ComponentId> open{component};
    std::set<ComponentId> seen;
    while (!open.empty()) {
      const ComponentId at = open.back();
      open.pop_back();
      if (at == experiment_.target) return true;
      if (!seen.insert(at).second) continue;
      const auto hosts = model_.components[at].used_hosts();
      open.insert(open.end(), hosts.begin(), hosts.end());
    }
    return false;
  }

  void judge_recovery(Duration took) {
    if (!experiment_.back_within || took <= *experiment_.back_within) return;
    ChaosDifference difference;
    difference.kind = ChaosDifference::Kind::slow_recovery;
    difference.took = took;
    judged_.differences.push_back(difference);
  }

  void unknown(const Spanned<std::string>& written, std::string_view what,
               const std::vector<std::string_view>& names) {
    const auto near = nearest_name(written.value, names);
    diagnostics_
        .error("unknown-name", written.span,
               fmt::format("there is no {} `{}`", what, written.value))
        .help = near ? fmt::format("did you mean `{}`?", *near) : "";
  }

  const Model& model_;
  const ChaosExperiment& experiment_;
  Diagnostics& diagnostics_;
  JudgedExperiment judged_;
};

}  // namespace

std::vector<JudgedExperiment> judge_chaos(const Model& model, const ChaosPlan& plan,
                                          const ChaosResults& results, Diagnostics& diagnostics) {
  std::vector<std::string_view> ids;
  for (const ChaosExperiment& experiment : plan.experiments) ids.push_back(experiment.id);
  std::map<std::string_view, const ChaosResult*> by_id;
  for (const ChaosResult& result : results.results) {
    const auto found = std::find(ids.begin(), ids.end(), result.experiment.value);
    if (found == ids.end()) {
      const auto near = nearest_name(result.experiment.value, ids);
      diagnostics
          .error("unknown-name", result.experiment.span,
                 fmt::format("the plan has no experiment `{}`", result.experiment.value))
          .help = near ? fmt::format("did you mean `{}`?", *near)
                       : "`cutpoint chaos FILE` lists them; a changed model may have others";
    }
    by_id.emplace(result.experiment.value, &result);
  }
  std::vector<JudgedExperiment> judged;
  for (const ChaosExperiment& experiment : plan.experiments) {
    const auto result = by_id.find(experiment.id);
    if (result == by_id.end()) {
      judged.push_back({&experiment, ChaosVerdict::not_run, {}, {}});
    } else {
      judged.push_back(Judge(model, experiment, diagnostics).judge(*result->second));
    }
  }
  return judged;
}

}  // namespace cutpoint
