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
  none,      ///< nothing: the data is gone
};

[[nodiscard]] std::string_view name_of(RecoverySource source);

/// Recovery of one data component from one scope of failure.
struct ScopeRecovery {
  FailureScope scope = FailureScope::process;
  ComponentId lost;            ///< what fails: the component itself, its host, zone or region
  RecoverySource source = RecoverySource::none;
  std::string from;            ///< the replica, or where the backup lies
  std::optional<Duration> rpo; ///< longest stretch of data lost; absent where the document does not say
  std::optional<Duration> rto; ///< time until it serves again; absent where the document does not say
  std::optional<bool> rpo_met; ///< absent without an objective, or where the time is not known
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

}  // namespace cutpoint
