#include "analyzer/compile/compile.hpp"

#include "analyzer/compile/basic_events.hpp"
#include "analyzer/compile/cycles.hpp"
#include "analyzer/compile/equations.hpp"
#include "analyzer/compile/networks.hpp"
#include "analyzer/compile/planned_windows.hpp"
#include "analyzer/compile/uncertain_inputs.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/structure/function_builder.hpp"

namespace cutpoint {

std::optional<StructureFunction> compile(const Model& model, Diagnostics& diagnostics,
                                         const CompileLimits& limits) {
  const std::size_t errors_before = diagnostics.error_count();
  SolvedChains own;
  SolvedChains& chains = limits.chains != nullptr ? *limits.chains : own;
  StructureFunction function;
  const EventIndex events = add_basic_events(model, function);
  function.planned = planned_windows(model, function, diagnostics);
  add_uncertain_inputs(model, events, function);
  if (limits.choices != nullptr) add_choice_events(model, *limits.choices, function);
  NetworkIndex networks(model, function);
  FunctionBuilder builder(function);

  const auto solve = [&](const EquationSystem& system) {
    return resolve_cycles(model, system, builder, function, limits.nodes, diagnostics);
  };
  const EquationSystem up = write_equations(model, events, networks, {Service::up, limits.choices},
                                            function, diagnostics);
  const auto up_nodes = solve(up);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  for (const EquationId id : up.component) function.component_failed.push_back(up_nodes[id]);
  for (const EquationId id : up.journey) function.journey_failed.push_back(up_nodes[id]);
  for (std::size_t i = 0; i < up.group.size(); ++i) {
    function.groups[GroupId(i)].node = up_nodes[up.group[GroupId(i)]];
  }

  for (std::size_t i = 0; i < up.recovery.size(); ++i) {
    FailoverGroup& group = function.failover_groups[i];
    group.node = group.full_node = up_nodes[up.recovery[i].node];
    if (up.recovery[i].arbiter.valid()) group.arbiter = up_nodes[up.recovery[i].arbiter];
    for (const EquationId member : up.recovery[i].members) {
      group.members.push_back(up_nodes[member]);
    }
  }

  if (!has_soft_requirements(model)) {
    function.journey_not_full = function.journey_failed;
    set_up_failover_groups(function, chains, limits.groups);
    return function;
  }
  const EquationSystem full =
      write_equations(model, events, networks, {Service::full}, function, diagnostics);
  const auto full_nodes = solve(full);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  for (const EquationId id : full.journey) function.journey_not_full.push_back(full_nodes[id]);
  for (std::size_t i = 0; i < full.recovery.size(); ++i) {
    function.failover_groups[i].full_node = full_nodes[full.recovery[i].node];
  }
  set_up_failover_groups(function, chains, limits.groups);
  return function;
}

}  // namespace cutpoint
