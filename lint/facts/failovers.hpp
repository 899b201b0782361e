/// Declared failovers: of which group, for which journeys, how long.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

struct FailoverSite {
  const Failover* failover = nullptr;
  std::string name;  ///< of the redundancy group
  GroupId group;
  std::vector<ComponentId> members;  ///< the pool, or the members
  std::vector<JourneyId> journeys;   ///< those whose need of the group it is, directly or not
};

/// Where redundancy declares how it moves work; not where there is no spare member.
[[nodiscard]] std::vector<FailoverSite> failover_sites(const LintSubject& subject);

/// The least time that a switch takes, from what is written: detection and switch, by hand where
/// the failover is not automatic. Nothing where nothing is written.
[[nodiscard]] std::optional<Duration> switch_time(const Failover& failover);
/// "10 s to notice, 50 s to switch"
[[nodiscard]] std::string switch_text(const Failover& failover);

/// Journeys whose hard function holds the node.
class JourneysOver {
 public:
  explicit JourneysOver(const StructureFunction& function);
  [[nodiscard]] std::vector<JourneyId> of(NodeId node) const;

 private:
  IdVector<JourneyId, std::vector<bool>> below_;
};

}  // namespace cutpoint
