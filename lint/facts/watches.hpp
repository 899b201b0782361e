/// Who notices the failure of what: `by` under `health_check` and `failover`.
#pragma once

#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

/// Something that others watch. Of a component each watcher is enough on its own; a switch needs
/// all of them.
struct Watch {
  std::vector<ComponentId> watchers;
  std::vector<ComponentId> watched;  ///< the component, or the members of a failover group
  std::string name;                  ///< of the component or group
  SourceSpan span;                   ///< of the health check or failover
  GroupId group;                     ///< whose switch it is; invalid for a health check
  std::vector<JourneyId> journeys;   ///< that stand on the group; empty for a health check
};

/// Watches of used components and groups that name who watches, in file order.
[[nodiscard]] std::vector<Watch> declared_watches(const LintSubject& subject);

/// A failure that alone takes all watchers that would be enough, and part of what they watch.
struct SharedFate {
  EventId event;
  ComponentId lost;                       ///< the one watched that is down, or has an instance down
  std::vector<ComponentId> path_of_lost;  ///< from it down to what failed
  ComponentId blind;                      ///< the first watcher that fails
  std::vector<ComponentId> path_of_blind;  ///< from it down to what failed
};

/// Shared fates of each watch, the likeliest first, one entry a watch; at most `most` each, which
/// have paths. One wave of consequences for each event under a watcher; where these together take
/// more than 200 million steps the rest is left unsaid.
[[nodiscard]] std::vector<std::vector<SharedFate>> shared_fates(const LintSubject& subject,
                                                                const std::vector<Watch>& watches,
                                                                std::size_t most);

}  // namespace cutpoint
