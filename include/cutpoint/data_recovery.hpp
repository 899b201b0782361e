/// How data comes back after a loss: how long it takes and how much is lost.
///
/// Plain values that own what they hold; ids are those of the model. Times follow from what the
/// document says of replicas, backups, copies and repairs; what it does not say is absent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// What is lost, from the narrowest on. `corruption` is deletion too: replicas copy it at once.
enum class FailureScope { process, host, zone, region, corruption };

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(FailureScope scope);

/// What the data is taken from after a loss.
enum class RecoverySource {
  survives,  ///< the data itself: only the process or the host's power was lost
  replica,
  backup,
  registry,  ///< where a model's artefact is kept
  none,      ///< nothing: the data is gone
  no_data,   ///< nothing is kept that could be lost
  unstated,  ///< copies may survive, but the document does not say so
};

/// As in JSON output; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(RecoverySource source);

/// Recovery of one data component from one scope of failure.
struct ScopeRecovery {
  FailureScope scope = FailureScope::process;
  ComponentId lost;  ///< what fails: the component itself, its host, zone or region
  RecoverySource source = RecoverySource::none;
  std::string from;  ///< the replica, or where the backup lies
  std::optional<Duration>
      rpo;  ///< longest stretch of data lost; absent where the document does not say
  std::optional<Duration>
      rto;                   ///< time until it serves again; absent where the document does not say
  bool rto_assumed = false;  ///< the catalogue's repair time is part of `rto`
  std::optional<bool> rpo_met;  ///< absent without an objective, or where the time is not known
  std::optional<bool> rto_met;  ///< the same, and where the time is assumed
};

/// Three copies, on two kinds of medium, one at another site.
struct CopyRule {
  std::uint32_t copies = 0;
  std::uint32_t media = 0;
  bool offsite = false;
  [[nodiscard]] bool kept() const { return copies >= 3 && media >= 2 && offsite; }
};

/// Where a model's artefact is kept: the registry and further copies.
struct ArtifactCopies {
  std::string version;        ///< empty where none is stated
  std::uint32_t copies = 0;   ///< beside the one that serves
  std::uint32_t regions = 0;  ///< that these lie in; 0 where the document names none
  bool versioned = false;
};

/// Of one component that keeps data.
struct DataRecovery {
  ComponentId component;
  std::optional<Duration> rpo_objective;
  std::optional<Duration> rto_objective;
  /// Whose `rpo_objective` it is, where the component states none itself: databases and registries
  /// are held to the strictest of the journeys that need them. Invalid where it is its own.
  JourneyId rpo_of;
  std::vector<ScopeRecovery> scopes;
  CopyRule copy_rule;
  std::optional<ArtifactCopies> artifact;  ///< of a model: fetched again, not written by requests
};

/// For people; static.
[[nodiscard]] CUTPOINT_API std::string_view name_of(DisasterStrategy strategy);

/// How a second site takes over when the first is lost.
struct DisasterRecovery {
  std::string name;  ///< of the group
  DisasterStrategy strategy = DisasterStrategy::backup_and_restore;
  std::string primary;
  std::vector<std::string> standby;
  std::optional<Duration> rpo;  ///< of the data that needs longest; absent where not stated
  std::optional<Duration> rto;  ///< noticing, switching, restoring; absent where not stated
  std::string rpo_from;         ///< the data component that decides
  std::string rto_from;
  std::optional<Duration> rpo_objective;  ///< the shortest of the data's and journeys'
  std::optional<Duration> rto_objective;
  std::vector<Money> standby_costs;  ///< a year while it waits, by currency
  std::optional<Probability> scale;  ///< share of the standby that runs, where stated
  std::vector<Money> full_costs;     ///< a year, were all of the standby running
  [[nodiscard]] std::optional<bool> rpo_met() const {
    return rpo && rpo_objective ? std::optional(*rpo <= *rpo_objective) : std::nullopt;
  }
  [[nodiscard]] std::optional<bool> rto_met() const {
    return rto && rto_objective ? std::optional(*rto <= *rto_objective) : std::nullopt;
  }
};

}  // namespace cutpoint
