/// Scenarios of a document that stand ready on the page: what a reviewer asks first.
#pragma once

#include <string>
#include <vector>

#include "renderer/html_report/page_input.hpp"

namespace cutpoint {

struct ReadyScenario {
  std::string label;  ///< "lose zone-a"
  std::vector<EventId> events;
};

/// Zones, providers, regions and racks with something in them, common causes, then the single
/// points that cause most downtime; a dozen at most.
[[nodiscard]] std::vector<ReadyScenario> ready_scenarios(const PageInput& input);

}  // namespace cutpoint
