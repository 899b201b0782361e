#include "analyzer/compile/groups_anew.hpp"

#include "analyzer/compile/compile.hpp"

namespace cutpoint {

std::optional<StructureFunction> GroupsAnew::with(
    const std::function<void(StructureFunction&)>& change, SolvedChains& chains) {
  if (!without_groups_) {
    Diagnostics diagnostics;
    without_groups_ = compile(model_, diagnostics, {.groups = GroupDetail::none});
    if (!without_groups_) return std::nullopt;
  }
  StructureFunction function = *without_groups_;
  change(function);
  set_up_failover_groups(function, chains, GroupDetail::availability);
  return function;
}

}  // namespace cutpoint
