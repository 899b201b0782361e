/// Failovers of pools and groups: what contradicts itself is refused, what changes nothing is told.
#pragma once

#include <string_view>
#include <vector>

#include "model/architecture/builder/names.hpp"

namespace cutpoint {

/// Names under `by`: they must be known, and not the component that is watched (empty for a group).
void check_watchers(const std::vector<WrittenName>& watchers, std::string_view watched,
                    NameTable& names, Diagnostics& diagnostics);

class FailoverChecks {
 public:
  FailoverChecks(NameTable& names, Diagnostics& diagnostics)
      : names_(names), diagnostics_(diagnostics) {}

  /// The failover of a component that has one.
  void check_component(const DraftComponent& written, const Component& component);
  /// Of a group that has one: that work can move.
  void check_group(const Requirement& group);

 private:
  void check_failover(const Failover& failover);
  /// What is started only when it is needed takes a time that somebody must have written.
  void check_cold_start(const Failover& failover, bool start_known);
  /// Keys of a switch that never comes to pass: of the automatic one, or of the one by hand.
  void check_by_hand(const Failover& failover, bool some_unnoticed);
  void check_strategy(const Failover& failover);

  NameTable& names_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
