#include "analyzer/compile/groups_anew.hpp"

#include "analyzer/compile/compile.hpp"

namespace cutpoint {

namespace {

/// Events that count as never, or always, become that.
void settle_views(StructureFunction& function) {
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    BasicEvent& event = function.events[EventId(i)];
    if (event.view == EventView::as_it_is) continue;
    const NodeId node = function.event_nodes[EventId(i)];
    Node constant;
    constant.type = event.view == EventView::always ? NodeType::all : NodeType::any;
    if (node.valid()) function.nodes[node] = constant;
    function.event_nodes[EventId(i)] = NodeId();
    event.can_fail = false;
    event.process = FailureProcess();
  }
}

}  // namespace

std::optional<StructureFunction> GroupsAnew::with(
    const std::function<void(StructureFunction&)>& change, SolvedChains& chains,
    GroupDetail detail) {
  if (!without_groups_) {
    Diagnostics diagnostics;
    without_groups_ = compile(model_, diagnostics, {.groups = GroupDetail::none});
    if (!without_groups_) return std::nullopt;
  }
  StructureFunction function = *without_groups_;
  change(function);
  set_up_failover_groups(function, chains, detail);
  settle_views(function);
  return function;
}

}  // namespace cutpoint
