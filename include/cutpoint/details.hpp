/// What a document says of its parts beside structure and figures. Draft and Model share these
/// structs and the builder copies them whole, so that a key that has a member here reaches the
/// model without another line of code.
///
/// Plain values that own what they hold; copies are independent. Absent where nothing was written;
/// places are those of the files of the draft.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cutpoint/boxed.hpp"
#include "cutpoint/operations.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A name with the place where it stands.
using WrittenName = Spanned<std::string>;
using WrittenLabel = std::pair<WrittenName, WrittenName>;
/// Keys and values in the order written.
using WrittenLabels = std::vector<WrittenLabel>;

/// The text, or an empty one where nothing was written.
[[nodiscard]] inline std::string text_of(const Given<std::string>& written) {
  return written ? written->value : std::string();
}
[[nodiscard]] inline std::string text_of(const Boxed<Spanned<std::string>>& written) {
  return written ? written->value : std::string();
}

/// Of a component: one member for each key.
struct ComponentDetails {
  Boxed<Spanned<std::string>> description;
  Boxed<Spanned<std::string>> owner;
  Boxed<Spanned<std::string>> runbook;
  WrittenLabels labels;
  Boxed<Restart> restart;  ///< in a model that of the kind's `defaults` where there is no own
  Boxed<Failover> failover;
  Boxed<Spanned<std::uint32_t>> repair_crews;
  Boxed<HealthCheck> health_check;
  RareList<Maintenance> maintenance;
  RareList<Backup> backups;
  Boxed<Replication> replication;
  Boxed<Artifact> artifact;
  Boxed<Objectives> objectives;
  Boxed<ServiceLevel> sla;
  Boxed<Spanned<Money>> cost;
  Boxed<Spanned<Plane>> plane;
  RareList<Acceptance> accept;
  friend bool operator==(const ComponentDetails&, const ComponentDetails&) = default;
};

/// Of a journey: one member for each key.
struct JourneyDetails {
  Boxed<Spanned<std::string>> description;
  Boxed<Spanned<std::string>> owner;
  WrittenLabels labels;
  Boxed<ServiceLevel> slo;
  Boxed<ServiceLevel> sla;
  Boxed<Objectives> objectives;
  Boxed<Revenue> revenue;
  Boxed<Spanned<Money>> outage_cost;
  RareList<Acceptance> accept;
  friend bool operator==(const JourneyDetails&, const JourneyDetails&) = default;
};

}  // namespace cutpoint
