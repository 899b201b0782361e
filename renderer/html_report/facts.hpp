/// What the page says of a component.
#pragma once

#include <string>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

struct Fact {
  std::string label;
  std::string text;
};

/// Figures, where they come from, what is known beside them; in the order of reading.
[[nodiscard]] std::vector<Fact> component_facts(const RenderInput& input, ComponentId id);

/// Where a component's figures come from: "stated", "catalogue profile aws.elb (sla, AWS ELB SLA,
/// 2022)", "assumed: the kind's default (…)".
[[nodiscard]] std::string figure_source_text(const Model& model, ComponentId id);

/// The class of each component as single point of failure, the worst over all journeys and
/// instances: "full", "partial", "accepted" or empty.
[[nodiscard]] IdVector<ComponentId, std::string> worst_classes(const RenderInput& input);

}  // namespace cutpoint
