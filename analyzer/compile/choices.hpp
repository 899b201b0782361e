/// What a structure function leaves open: how many of a pool are needed, and which needs are hard.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

enum class OpenNeeds : std::uint8_t { none, soft_ones, all };

/// Events that say what was chosen, beside those that fail. Filled in by `compile`.
struct ChoiceEvents {
  /// Of these nothing is left open: groups in time are solved for what stands below them.
  IdVector<ComponentId, std::uint8_t> fixed;
  OpenNeeds open_needs = OpenNeeds::none;

  /// By pool: the i-th event says that it fails with i + 1 failed instances. Empty where fixed.
  IdVector<ComponentId, std::vector<EventId>> fails_with;
  /// By requirement of a component or journey, not of those inside others: that it is hard.
  std::unordered_map<const Requirement*, EventId> is_hard;
};

/// True where any requirement of the model is soft.
[[nodiscard]] bool has_soft_requirements(const Model& model);

/// Appends the events; their probability is what the model says, 0 or 1.
void add_choice_events(const Model& model, ChoiceEvents& choices, StructureFunction& function);

}  // namespace cutpoint
