#include "app/options/journey_options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/console/progress_line.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

OptionSpec journey_option(std::string_view summary) {
  return {"--journey", "NAME", summary};
}

OptionSpec target_option(std::string_view summary) {
  return {"--target", "SHARE", summary};
}

OptionSpec top_option(std::string_view summary) {
  return {"--top", "N", summary, {}, "10"};
}

std::optional<std::vector<JourneyId>> chosen_journeys(const Arguments& arguments,
                                                      const Model& model, Console& console) {
  std::vector<JourneyId> chosen;
  if (!arguments.given("journey")) {
    for (std::size_t i = 0; i < model.journeys.size(); ++i) chosen.emplace_back(i);
    return chosen;
  }
  bool all = true;
  std::vector<std::string_view> names;
  for (const Journey& journey : model.journeys) names.push_back(journey.name);
  for (const std::string& name : arguments.values("journey")) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) {
      const JourneyId id(static_cast<std::size_t>(found - names.begin()));
      if (std::find(chosen.begin(), chosen.end(), id) == chosen.end()) chosen.push_back(id);
      continue;
    }
    all = false;
    const auto near = nearest_name(name, names);
    fail(console, fmt::format("--journey: there is no journey `{}`{}", name,
                              near ? fmt::format("; did you mean `{}`?", *near)
                                   : fmt::format("; journeys are {}", fmt::join(names, ", "))));
  }
  if (!all) return std::nullopt;
  return chosen;
}

std::optional<std::size_t> chosen_top(const Arguments& arguments, Console& console) {
  const std::string text = arguments.value("top");
  if (const auto number = number_of_text<std::uint32_t>(text); number >= 1U) return number;
  fail(console, fmt::format("--top takes a whole number from 1 on, not `{}`", text));
  return std::nullopt;
}

std::optional<JourneyId> chosen_journey(const Arguments& arguments, const Model& model,
                                        Console& console) {
  const auto chosen = chosen_journeys(arguments, model, console);
  if (!chosen) return std::nullopt;
  return chosen->front();
}

std::optional<Availability> chosen_target(const Arguments& arguments, Console& console) {
  if (!arguments.given("target")) {
    fail(console, "say what is aimed at: --target 99.95%");
    return std::nullopt;
  }
  const auto target = parse_availability(arguments.value("target"));
  if (!target.value) {
    fail(console, fmt::format("--target: {}", target.error.message));
    return std::nullopt;
  }
  const double u = target.value->unavailability();
  if (u > 0.0 && u <= 0.5) return target.value;
  fail(console, u == 0.0 ? "--target: nothing that can fail is up 100 % of the time"
                         : "--target: a target below 50 % needs no advice");
  return std::nullopt;
}

bool choose_aims(const Arguments& arguments, const Model& model, AdviceOptions& options,
                 Console& console) {
  auto journeys = chosen_journeys(arguments, model, console);
  if (!journeys) return false;
  if (arguments.given("target")) {
    const auto target = chosen_target(arguments, console);
    if (!target) return false;
    options.target = *target;
    options.journeys = std::move(*journeys);
    return true;
  }
  for (const JourneyId id : *journeys) {
    const auto& slo = model.journeys[id].slo;
    if (!slo || !slo->availability || slo->availability->value.unavailability() <= 0.0) continue;
    options.journeys.push_back(id);
    options.targets.push_back(slo->availability->value);
  }
  if (!options.journeys.empty()) return true;
  fail(console, "no journey states an `slo` to aim at: say what is, --target 99.95%");
  return false;
}

std::optional<Advice> advised(const System& system, AdviceOptions options, Console& console) {
  ProgressLine progress(console, "looking for changes:");
  options.analysis.progress = [&progress](const std::string& stage) { progress.show(stage); };
  auto advice = advise(system, std::move(options));
  progress.remove();
  if (!advice) fail(console, advice.error.message);
  return std::move(advice.value);
}

}  // namespace cutpoint
