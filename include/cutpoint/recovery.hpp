/// How data comes back after a loss: how long it takes and how much is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/model.hpp"

namespace cutpoint {

/// What is lost, from the narrowest on. `corruption` is deletion too: replicas copy it at once.
enum class FailureScope { process, host, zone, region, corruption };

[[nodiscard]] std::string_view name_of(FailureScope scope);

/// What the data is taken from after a loss.
enum class RecoverySource {
  survives,  ///< the data itself: only the process or the host's power was lost
  replica,
  backup,
  none,  ///< nothing: the data is gone
};

[[nodiscard]] std::string_view name_of(RecoverySource source);

/// Recovery of one data component from one scope of failure.
struct ScopeRecovery {
  FailureScope scope = FailureScope::process;
  ComponentId lost;  ///< what fails: the component itself, its host, zone or region
  RecoverySource source = RecoverySource::none;
  std::string from;  ///< the replica, or where the backup lies
  std::optional<Duration>
      rpo;  ///< longest stretch of data lost; absent where the document does not say
  std::optional<Duration>
      rto;  ///< time until it serves again; absent where the document does not say
  std::optional<bool> rpo_met;  ///< absent without an objective, or where the time is not known
  std::optional<bool> rto_met;
};

/// Three copies, on two kinds of medium, one at another site.
struct CopyRule {
  std::uint32_t copies = 0;
  std::uint32_t media = 0;
  bool offsite = false;
  [[nodiscard]] bool kept() const { return copies >= 3 && media >= 2 && offsite; }
};

struct DataRecovery {
  ComponentId component;
  std::optional<Duration> rpo_objective;
  std::optional<Duration> rto_objective;
  std::vector<ScopeRecovery> scopes;
  CopyRule copy_rule;
};

/// A redundancy group with the time that switching and repairs take, solved as a Markov chain of
/// its own members (and what each alone runs on). These figures stand beside the journeys'
/// availability, which counts every member as repaired at once and every switch as taking no time.
struct GroupRecovery {
  std::vector<ComponentId> members;  ///< of a pair, the one that serves first in front; or the pool
  std::uint32_t needed = 1;
  std::optional<std::uint32_t> crews;  ///< of a pool
  Duration counted;                    ///< downtime a year as the availability counts it
  Duration downtime;                   ///< a year, with switches, standby and crews
  Duration switching;                  ///< of that: automatic switches
  Duration failed_switches;  ///< of that: until somebody has switched by hand, or repaired
  Duration all_failed;       ///< of that: too few members work
  double outages_per_year = 0;
};

}  // namespace cutpoint
