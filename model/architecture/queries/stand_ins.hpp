/// Which components stand in for each other: pools, members of a redundancy, replicas of data.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

class StandIns {
 public:
  explicit StandIns(const Model& model);

  /// Whether others work on while it is away.
  [[nodiscard]] bool has_any(ComponentId id) const;
  /// Whether a redundancy names it beside spare members.
  [[nodiscard]] bool is_grouped(ComponentId id) const { return grouped_.contains(id); }
  [[nodiscard]] bool is_replica(ComponentId id) const { return replicas_.contains(id); }
  /// The failover that moves work from one to the other; null where none is written.
  [[nodiscard]] const Failover* failover(ComponentId from, ComponentId to) const;
  /// A failover that moves its work to any other; null where none is written.
  [[nodiscard]] const Failover* failover_of(ComponentId from) const;
  /// Who takes its work by a failover, whoever of them is to.
  [[nodiscard]] std::vector<ComponentId> who_takes_from(ComponentId from) const;
  /// Whether one that needs nobody moves work from one to the other.
  [[nodiscard]] bool moves_by_itself(ComponentId from, ComponentId to) const;

 private:
  void find_groups(const std::vector<Requirement>& needs);

  const Model& model_;
  std::map<std::pair<ComponentId, ComponentId>, const Failover*> failovers_;
  std::set<ComponentId> grouped_;
  std::set<ComponentId> replicas_;
};

}  // namespace cutpoint
