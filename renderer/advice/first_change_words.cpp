#include "renderer/advice/first_change_words.hpp"

#include <fmt/format.h>

#include "renderer/advice/change_words.hpp"
#include "renderer/advice/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

std::string reached(const Model& model, const FirstChange& first) {
  if (first.journeys.size() > 1) {
    return fmt::format("then all {} journeys that miss their SLOs meet them",
                       first.journeys.size());
  }
  return fmt::format("then {} is {} available and meets its SLO",
                     visible(model.journeys[first.journeys.front()].name),
                     availability_text(first.change.alone.after.front(), first.targets));
}

std::string saved(const Model& model, const FirstChange& first) {
  const std::string time = to_human_text(Duration::seconds(first.change.alone.downtime_saved));
  if (model.journeys.size() == 1) return fmt::format("saves {} a year", time);
  return first.journeys.size() == 1
             ? fmt::format("saves {} {} a year", visible(model.journeys[first.journeys[0]].name),
                           time)
             : fmt::format("saves {} a year over {} journeys", time, first.journeys.size());
}

}  // namespace

std::string first_change_words(const Model& model, const FirstChange& first) {
  const std::string what = fmt::format("{} ({} a month)", visible(change_text(first.change)),
                                       cost_text(first.currency, first.change));
  return first.change.alone.meets_target
             ? fmt::format("{}: {}", what, reached(model, first))
             : fmt::format("{} {}, most for its cost", what, saved(model, first));
}

std::string after_first_change_words(const FirstChange& first, const std::string& file) {
  if (first.targets.empty()) return "state an `slo` to have a verdict";
  if (first.change.alone.meets_target) {
    return fmt::format("`cutpoint improve {}` writes it as a patch", file);
  }
  if (first.journeys.size() > 1) {
    return fmt::format(
        "no known change alone meets the {} SLOs that are missed: "
        "`cutpoint improve {}` finds the cheapest set",
        first.journeys.size(), file);
  }
  return fmt::format("no known change alone meets {}: `cutpoint improve {}` finds the cheapest set",
                     stated_text(first.targets.front()), file);
}

}  // namespace cutpoint
