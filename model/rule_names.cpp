#include "model/rule_names.hpp"

#include <array>

namespace cutpoint {

std::span<const std::string_view> rule_names() {
  static constexpr auto names = std::to_array<std::string_view>({
      "single-point-of-failure",
      "hidden-common-cause",
      "target-not-met",
      "target-above-ceiling",
      "circular-dependency",
      "redundancy-without-selector",
      "even-quorum",
      "quorum-loses-zone",
      "lonely-load-balancer",
      "manual-failover",
      "failover-slower-than-rto",
      "no-restart-policy",
      "no-health-check",
      "shallow-health-check",
      "model-single-replica",
      "model-artifact-single-copy",
      "stateful-without-replication",
      "no-backup",
      "backup-321",
      "rpo-not-met",
      "rto-not-met",
      "slo-not-stricter-than-sla",
      "dr-strategy-too-weak",
      "missing-figures",
      "assumed-figures",
      "stale-catalogue",
      "unreachable-component",
      "accepted-risk-expired",
      "unused-suppression",
      "monitoring-shares-fate",
      "control-plane-in-the-path",
      "claim-not-supported",
  });
  return names;
}

}  // namespace cutpoint
