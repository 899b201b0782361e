#include "importer/kubernetes/eviction_budgets.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "importer/kubernetes/objects/shares.hpp"
#include "importer/kubernetes/workloads/label_index.hpp"

namespace cutpoint::kubernetes {

namespace {

/// How many of all may be taken away while all work; shares are rounded up, whichever they are.
std::int64_t spared(const Value& least, const Value& most, std::uint32_t instances) {
  if (least) return instances - share_of(least, instances, Rounding::up).value_or(0);
  return share_of(most, instances, Rounding::up).value_or(1);
}

class BudgetReporter {
 public:
  BudgetReporter(const std::vector<Workload>& workloads, Imported& result, Diagnostics& diagnostics)
      : workloads_(workloads), result_(result), diagnostics_(diagnostics) {}

  void run(const Objects& objects) {
    const LabelIndex index(workloads_);
    for (const Object* budget : objects.of_kind("PodDisruptionBudget")) {
      const auto selected = index.selected(budget->spec().find("selector"), budget->name_space);
      if (selected.empty()) tell_idle(*budget);
      for (const std::size_t i : selected) report(*budget, workloads_[i]);
    }
  }

 private:
  void report(const Object& budget, const Workload& workload) {
    const Value least = budget.spec().find("minAvailable");
    const Value most = budget.spec().find("maxUnavailable");
    result_.conclusions.push_back(
        {ConclusionKind::instances, workload.name,
         least ? fmt::format("evictions leave {} at least", least.text())
               : fmt::format("evictions take {} at most", most.text()),
         fmt::format("PodDisruptionBudget {}; no threshold of failures", budget.name),
         Strength::declared, budget.span});
    const auto [first, is_first] = budgets_.try_emplace(workload.name, &budget);
    if (!is_first) return tell_several(*first->second, budget, workload);
    const std::uint32_t instances = workload.instances.value;
    if (instances > 0 && spared(least, most, instances) <= 0) tell_stuck(budget, workload);
  }

  void tell_stuck(const Object& budget, const Workload& workload) {
    const std::uint32_t instances = workload.instances.value;
    diagnostics_
        .info("stuck-evictions", budget.span,
              fmt::format("`{}` lets none of {} instance{} of {} be taken away: a node that is "
                          "drained waits for ever",
                          budget.name, instances, instances == 1 ? "" : "s", workload.name))
        .help = instances == 1 ? "a second instance, and `maxUnavailable: 1`"
                               : "`maxUnavailable: 1` lets one go at a time";
  }

  void tell_several(const Object& first, const Object& second, const Workload& workload) {
    diagnostics_
        .info("stuck-evictions", second.span,
              fmt::format("`{}` and `{}` both select {}: its pods cannot be evicted at all",
                          first.name, second.name, workload.name))
        .help = "one budget a workload";
  }

  void tell_idle(const Object& budget) {
    diagnostics_
        .info("idle-budget", budget.span,
              fmt::format("`{}` selects nothing in these files", budget.name))
        .help = "compare its selector with the labels of the pods";
  }

  const std::vector<Workload>& workloads_;
  Imported& result_;
  Diagnostics& diagnostics_;
  std::map<std::string, const Object*, std::less<>> budgets_;  ///< the first, by workload
};

}  // namespace

std::vector<EvictionLimit> eviction_limits(const std::vector<Workload>& workloads,
                                           const Objects& objects) {
  std::vector<EvictionLimit> limits(workloads.size());
  const LabelIndex index(workloads);
  for (const Object* budget : objects.of_kind("PodDisruptionBudget")) {
    const Value spec = budget->spec();
    for (const std::size_t i : index.selected(spec.find("selector"), budget->name_space)) {
      EvictionLimit& limit = limits[i];
      limit.most = limit.budget.empty()
                       ? spared(spec.find("minAvailable"), spec.find("maxUnavailable"),
                                workloads[i].instances.value)
                       : 0;
      limit.budget = budget->name;
    }
  }
  return limits;
}

void report_eviction_budgets(const std::vector<Workload>& workloads, const Objects& objects,
                             Imported& result, Diagnostics& diagnostics) {
  BudgetReporter(workloads, result, diagnostics).run(objects);
}

}  // namespace cutpoint::kubernetes
