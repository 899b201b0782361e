/// The basic events of a model: which exist, their names and failure processes.
#pragma once

#include <unordered_map>
#include <vector>

#include "analyzer/failover/failover_groups.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Where the events of everything but components are found again.
struct EventIndex {
  IdVector<LinkId, EventId> link;
  IdVector<CommonCauseId, EventId> common_cause;
  /// Common causes that hit each component.
  IdVector<ComponentId, std::vector<EventId>> causes_of;
  std::unordered_map<const Requirement*, EventId> no_fallback;
  RecoveryIndex recovery;
};

/// Fills `events`, `event_nodes` and `component_events` of the function.
[[nodiscard]] EventIndex add_basic_events(const Model& model, StructureFunction& function);

}  // namespace cutpoint
