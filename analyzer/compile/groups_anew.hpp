/// Functions of one model with other figures, whose groups in time are set up for these.
#pragma once

#include <functional>
#include <optional>

#include "analyzer/failover/chain/solved_chains.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// For figures that do not fit the cases of a function (`calibrate_failover_groups`). Events have
/// the ids of the model's own function, but for cases.
class GroupsAnew {
 public:
  /// The model must outlive it.
  explicit GroupsAnew(const Model& model) : model_(model) {}
  /// As the model would be compiled after `change`; what was given a view of its own (`EventView`)
  /// is a constant, and groups still react to what it does. Absent where it does not compile.
  [[nodiscard]] std::optional<StructureFunction> with(
      const std::function<void(StructureFunction&)>& change, SolvedChains& chains,
      GroupDetail detail = GroupDetail::availability);

 private:
  const Model& model_;
  std::optional<StructureFunction> without_groups_;  ///< made when asked for
};

}  // namespace cutpoint
