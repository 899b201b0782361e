/// The model as a system of Boolean equations, one a component, instance and requirement. The
/// system may be circular; cycles.hpp resolves that.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/compile/basic_events.hpp"
#include "analyzer/compile/choices.hpp"
#include "analyzer/compile/networks.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

using EquationId = Id<struct EquationTag>;

/// "This has failed when …", in terms of other equations or of one event.
struct Equation {
  NodeType type = NodeType::any;
  std::uint32_t threshold = 0;
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  EventId event;
  std::uint32_t reachability = 0;
  SourceSpan span;  ///< of a `connected` requirement
};

/// Which requirements count: the hard ones, or soft ones too.
enum class Service { up, full };

struct EquationScope {
  Service service = Service::up;
  const ChoiceEvents* choices = nullptr;  ///< what is left open
};

struct EquationSystem {
  IdVector<EquationId, Equation> equations;
  std::vector<EquationId> children;
  IdVector<ComponentId, EquationId> component;
  IdVector<JourneyId, EquationId> journey;
  /// Aligned with the redundancy groups of the function; only for Service::up.
  IdVector<GroupId, EquationId> group;
  /// Aligned with the recovery groups of the function.
  struct Recovery {
    EquationId node;
    EquationId arbiter;  ///< invalid where there is none
    std::vector<EquationId> members;
  };
  std::vector<Recovery> recovery;
};

/// Writes the equations. For Service::up also lists the redundancy groups in `function` and warns
/// where no links join the ends of a `connected` requirement.
[[nodiscard]] EquationSystem write_equations(const Model& model, const EventIndex& events,
                                             NetworkIndex& networks, const EquationScope& scope,
                                             StructureFunction& function, Diagnostics& diagnostics);

}  // namespace cutpoint
