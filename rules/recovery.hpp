/// What is left of data after its component is lost, and when: from what is written, nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/subject.hpp"

namespace cutpoint {

/// True where somebody else looks after copies: a managed service, by its profile or its kind.
[[nodiscard]] bool is_managed(const LintSubject& subject, ComponentId id);
/// Replicas, members of a group and targets of replication: their data is elsewhere too.
[[nodiscard]] bool has_sibling(const LintSubject& subject, ComponentId id);

/// The shortest stretch of data that is lost with the component: nothing with a synchronous
/// replica, the lag of an asynchronous one, the time between backups; `never` where there is no
/// copy. Nothing where it cannot be told from what is written.
struct DataLoss {
  Duration stretch;
  std::string witness;
};
[[nodiscard]] std::optional<DataLoss> data_loss(const LintSubject& subject, ComponentId id);

/// The fastest restore among the backups that say how long theirs takes.
[[nodiscard]] std::optional<Duration> fastest_restore(const ComponentDetails& details);

}  // namespace cutpoint
