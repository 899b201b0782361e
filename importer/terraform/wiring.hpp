/// From "who names whom" to "who needs whom": what joins is followed through, so that only what
/// fails by itself is left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "importer/terraform/references.hpp"

namespace cutpoint::terraform {

/// What it is to a resource when what it names is gone.
enum class Bond : std::uint8_t { hard, soft, telemetry, copy };

/// One thing that a resource needs, or copies its data to.
struct Requirement {
  std::vector<std::size_t> targets;  ///< components; several: one of them is enough
  Bond bond = Bond::hard;
  std::string reason;  ///< "target_group_arns of aws_autoscaling_group.web"
  SourceSpan span;
};

/// Everything by resource; empty for what is no component.
struct Wiring {
  std::vector<std::vector<Requirement>> needs;
  std::vector<std::vector<std::size_t>> hosts;    ///< components that it runs on
  std::vector<std::vector<std::size_t>> places;   ///< networks and the like, also those around them
  std::vector<std::vector<std::size_t>> guards;   ///< security groups
  std::vector<std::vector<std::size_t>> members;  ///< of a component that is one service of several
  std::vector<bool> served;                       ///< a balancer spreads requests over it
  std::vector<std::size_t> empty_groups;          ///< that something needs and nothing is in
};

[[nodiscard]] Wiring find_wiring(const Inventory& inventory, const ResourceTypes& types,
                                 const References& references);

/// True for parts that stand in the model.
[[nodiscard]] bool is_modelled(Part part);

}  // namespace cutpoint::terraform
