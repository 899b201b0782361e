/// Planned downtime: rollouts and drains of nodes that leave fewer instances than must work.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "importer/evidence/imported.hpp"
#include "importer/kubernetes/eviction_budgets.hpp"
#include "importer/kubernetes/scheduling/placement.hpp"
#include "importer/kubernetes/workloads/rollouts.hpp"

namespace cutpoint::kubernetes {

/// Gives components windows of maintenance, one after the other as far as one thing at a time is
/// rolled out or drained. How often that is stands in no file and is assumed.
class MaintenanceWindows {
 public:
  /// Of more a document could not hold all windows: drains are left out then, which is told.
  static constexpr std::size_t most_drained = 15'000;

  MaintenanceWindows(const std::vector<Workload>& workloads, const Objects& objects,
                     Conclusions& conclusions);

  /// `needed` of the workload's instances must work; `component` is its own.
  void add(std::size_t index, const Seats& seats, std::uint32_t needed, DraftComponent& component);

 private:
  void add_rollout(const Workload& workload, std::uint32_t needed, DraftComponent& component);
  void add_drains(std::size_t index, const Seats& seats, std::uint32_t needed,
                  DraftComponent& component);
  void conclude(ConclusionKind kind, const Workload& workload, std::string what, std::string reason,
                Strength strength);
  [[nodiscard]] Duration start_on(const std::string& node);

  const std::vector<Workload>& workloads_;
  std::vector<EvictionLimit> limits_;
  Conclusions& conclusions_;
  double rolled_out_seconds_ = 0;
  std::map<std::string, std::size_t> node_numbers_;
};

}  // namespace cutpoint::kubernetes
