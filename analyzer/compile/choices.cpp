#include "analyzer/compile/choices.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace cutpoint {

namespace {

bool any_soft(const std::vector<Requirement>& requirements) {
  return std::any_of(requirements.begin(), requirements.end(), [](const Requirement& requirement) {
    return requirement.soft || any_soft(requirement.members);
  });
}

/// The diagram of a pool grows with the square of it.
constexpr std::uint32_t most_open_instances = 12;

class ChoiceCollector {
 public:
  ChoiceCollector(const Model& model, ChoiceEvents& choices, StructureFunction& function)
      : model_(model), choices_(choices), function_(function) {}

  void collect() {
    choices_.fails_with.resize(model_.components.size());
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      if (choices_.fixed[ComponentId(i)] != 0) continue;
      add_pool(ComponentId(i));
      add_needs(model_.components[ComponentId(i)].needs);
    }
    for (const Journey& journey : model_.journeys) add_needs(journey.needs);
    function_.event_nodes.resize(function_.events.size());
  }

 private:
  void add_pool(ComponentId id) {
    const Component& component = model_.components[id];
    if (!component.is_pool() || component.moves() || component.replicas > most_open_instances) {
      return;
    }
    for (std::uint32_t failed = 1; failed <= component.replicas; ++failed) {
      const bool is_so = failed == component.replicas - component.at_least + 1;
      choices_.fails_with[id].push_back(
          add(fmt::format("{} fails with {} failed", component.name, failed), is_so));
    }
  }

  void add_needs(const std::vector<Requirement>& needs) {
    if (choices_.open_needs == OpenNeeds::none) return;
    for (const Requirement& need : needs) {
      if (need.fallback) continue;  // what helps out says already what may be missing
      if (!need.soft && choices_.open_needs != OpenNeeds::all) continue;
      choices_.is_hard.emplace(
          &need, add(fmt::format("need {} is hard", choices_.is_hard.size()), !need.soft));
    }
  }

  EventId add(std::string name, bool holds) {
    BasicEvent event;
    event.name = std::move(name);
    event.kind = EventKind::fallback;
    event.process.unavailability = holds ? 1.0 : 0.0;
    event.process.has_frequency = false;
    return function_.events.push_back(std::move(event));
  }

  const Model& model_;
  ChoiceEvents& choices_;
  StructureFunction& function_;
};

}  // namespace

bool has_soft_requirements(const Model& model) {
  for (const Component& component : model.components) {
    if (any_soft(component.needs)) return true;
  }
  for (const Journey& journey : model.journeys) {
    if (any_soft(journey.needs)) return true;
  }
  return false;
}

void add_choice_events(const Model& model, ChoiceEvents& choices, StructureFunction& function) {
  ChoiceCollector(model, choices, function).collect();
}

}  // namespace cutpoint
