#include "renderer/writing/budget_text.hpp"

#include <fmt/format.h>

namespace cutpoint {

namespace {

std::string_view what_was_cut(EngineTask task) {
  switch (task) {
    case EngineTask::availability:
      return "the exact availability";
    case EngineTask::cut_sets:
      return "the cut sets";
    case EngineTask::importance:
      return "exact Fussell-Vesely importances";
    case EngineTask::prime_implicants:
      return "the prime implicants";
    case EngineTask::bounds:
      return "closer bounds";
    case EngineTask::importance_bounds:
      return "bounds of the importances";
    case EngineTask::ceilings:
      return "the ceilings";
  }
  return "";
}

std::string limit_text(const EngineBudget& budget, EngineLimit limit) {
  switch (limit) {
    case EngineLimit::time:
      return fmt::format("the time ({})", to_text(budget.time.value_or(Duration())));
    case EngineLimit::memory: {
      EngineBudget memory_only;
      memory_only.memory = budget.memory;
      return fmt::format("the memory ({})", to_text(memory_only));
    }
    case EngineLimit::steps:
      return "the number of steps";
    case EngineLimit::nodes:
      return "the number of diagram nodes";
  }
  return "";
}

}  // namespace

std::string budget_text(const EngineBudget& budget, const std::vector<EngineCut>& cuts,
                        std::string_view in_full_only) {
  std::string text;
  for (const EngineCut& cut : cuts) {
    std::string what(what_was_cut(cut.task));
    if (cut.task == EngineTask::availability && !in_full_only.empty()) {
      what += fmt::format(" of the full service of {}", in_full_only);
    }
    text +=
        fmt::format("{}{} by {}", text.empty() ? "" : ", ", what, limit_text(budget, cut.limit));
  }
  return fmt::format("cut short: {}; --budget gives more", text);
}

}  // namespace cutpoint
