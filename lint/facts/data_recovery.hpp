/// Who keeps copies of data, and what the analysis of its recovery says, in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

/// True where somebody else looks after copies: a managed service, by its profile or its kind.
[[nodiscard]] bool is_managed(const LintSubject& subject, ComponentId id);
/// Replicas, members of a group and targets of replication: their data is elsewhere too.
[[nodiscard]] bool has_sibling(const LintSubject& subject, ComponentId id);

/// What the analysis says of the component's data; null where it keeps none of its own.
[[nodiscard]] const DataRecovery* recovery_of(const LintSubject& subject, ComponentId id);
/// "the loss of vm-1", "deletion or corruption"
[[nodiscard]] std::string loss_text(const LintSubject& subject, const DataRecovery& data,
                                    const ScopeRecovery& row);
/// "the backup on vault is up to 1 d old"
[[nodiscard]] std::string data_lost_text(const ScopeRecovery& row);
/// "repair and the restore of a backup take 2 h 30 min"
[[nodiscard]] std::string time_back_text(const ScopeRecovery& row);

/// The fastest restore among the backups that say how long theirs takes.
[[nodiscard]] std::optional<Duration> fastest_restore(const ComponentDetails& details);

}  // namespace cutpoint
