#include "model/catalogue/rule_names.hpp"

#include <algorithm>
#include <array>

namespace cutpoint {

std::span<const RuleName> rule_names() {
  static constexpr auto names = std::to_array<RuleName>({
      {"CP101", "single-point-of-failure"},
      {"CP102", "hidden-common-cause"},
      {"CP103", "circular-dependency"},
      {"CP104", "redundancy-without-selector"},
      {"CP105", "even-quorum"},
      {"CP106", "quorum-loses-zone"},
      {"CP107", "lonely-load-balancer"},
      {"CP108", "unreachable-component"},
      {"CP109", "control-plane-in-the-path"},
      {"CP201", "target-not-met"},
      {"CP202", "target-above-ceiling"},
      {"CP203", "slo-not-stricter-than-sla"},
      {"CP204", "missing-figures"},
      {"CP205", "assumed-figures"},
      {"CP206", "stale-catalogue"},
      {"CP301", "no-restart-policy"},
      {"CP302", "no-health-check"},
      {"CP303", "shallow-health-check"},
      {"CP304", "manual-failover"},
      {"CP305", "failover-slower-than-rto"},
      {"CP306", "monitoring-shares-fate"},
      {"CP401", "stateful-without-replication"},
      {"CP402", "no-backup"},
      {"CP403", "backup-321"},
      {"CP404", "rpo-not-met"},
      {"CP405", "rto-not-met"},
      {"CP406", "dr-strategy-too-weak"},
      {"CP501", "model-single-replica"},
      {"CP502", "model-artifact-single-copy"},
      {"CP900", "claim-not-supported"},
      {"CP901", "accepted-risk-expired"},
      {"CP902", "unused-suppression"},
  });
  return names;
}

bool is_rule_name(std::string_view text) {
  const auto names = rule_names();
  return std::any_of(names.begin(), names.end(),
                     [text](const RuleName& row) { return row.code == text || row.slug == text; });
}

}  // namespace cutpoint
