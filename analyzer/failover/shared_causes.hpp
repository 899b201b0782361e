/// Failovers that are set off by what a group shares with others: a zone under two databases that
/// also holds half of the web servers, a host under members of several groups.
///
/// Such a failover is no accident of its own: it begins when the shared part fails, together with
/// all else that this takes down, and is over long before that part is back. Counted as independent
/// it would be a second outage beside the first one.
#pragma once

#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A group with more shared causes than this keeps them all in its one failover event.
inline constexpr std::size_t most_shared_causes = 100;

/// Gives each group's failover an event of its own for every shared cause, which stands in the
/// function as "the cause has failed, and work still moves". The function is written anew: nodes
/// get other ids, events keep theirs. The figures come with the calibration.
///
/// A cause is an event that alone fails some members but leaves enough, and that a journey needs
/// other than through the group too. Work is limited; causes beyond the limit stay in the group's
/// one event.
void separate_shared_causes(StructureFunction& function);

/// The switches that a cause sets off: until work has moved, by itself or by hand, or the cause is
/// back.
[[nodiscard]] std::vector<FailoverGroup::SwitchLength> switches_after(const FailoverGroup& group,
                                                                      const BasicEvent& cause);

/// Those of a failover that a shared part sets off.
[[nodiscard]] std::vector<FailoverGroup::SwitchLength> switches_after(
    const StructureFunction& function, EventId failover);

/// Outages of a top that failures of shared parts bring about with nothing but the switches that
/// they set off, by the switch that lasts longest.
struct OutagesSetOff {
  EventId failover;
  double per_hour = 0;
};
struct SwitchImportance {
  EventId failover;  ///< with a cause
  double birnbaum = 0;
};
[[nodiscard]] std::vector<OutagesSetOff> outages_set_off(const StructureFunction& function,
                                                         std::vector<SwitchImportance> switches);

}  // namespace cutpoint
